package org.alexnetstudio.session;

import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.ImageStatistics;
import org.alexnetstudio.data.SourcePreview;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.jspecify.annotations.Nullable;

/**
 * A listing that several questions read; closed when nobody needs it any more. Who counts its users
 * holds a lock of their own.
 */
final class SharedSource {
  /** Enough for mean and spread of colours. */
  private static final int MEASURED = 48;

  private final Key key;
  private final SourcePreview source;
  private @Nullable ImageStatistics statistics;
  private int users = 1;

  /** What the listing and its pictures depend on. */
  record Key(SourceSpec source, ResizeSpec resize, int channels, long seed) {
    static Key of(Experiment experiment) {
      return new Key(
          experiment.data().source(),
          experiment.data().resize(),
          experiment.network().input().channels(),
          experiment.seed());
    }
  }

  private SharedSource(Key key, SourcePreview source) {
    this.key = key;
    this.source = source;
  }

  /** Lists the experiment's source, for one user. */
  static SharedSource open(Experiment experiment, Activity activity) throws StudioException {
    Key key = Key.of(experiment);
    DataSpec data = experiment.data();
    return new SharedSource(
        key, SourcePreview.open(data, key.channels(), key.seed(), activity.cancelled()));
  }

  Key key() {
    return key;
  }

  SourcePreview source() {
    return source;
  }

  /** An estimate from a few images. */
  synchronized ImageStatistics statistics(Activity activity) throws StudioException {
    if (statistics == null) {
      ImageStatistics measured = source.estimate(MEASURED, activity.cancelled());
      activity.checkCancelled();
      statistics = measured;
    }
    return statistics;
  }

  void use() {
    users++;
  }

  void release() {
    users--;
    if (users == 0) {
      source.close();
    }
  }
}
