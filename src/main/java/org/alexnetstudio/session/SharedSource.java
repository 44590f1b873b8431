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
 * A listing that several questions read at once; its files are closed as long as nobody reads them,
 * so that they can be replaced. Thread-safe.
 */
final class SharedSource {
  /** Enough for mean and spread of colours. */
  private static final int MEASURED = 48;

  private final SourcePreview source;
  private @Nullable ImageStatistics statistics;

  /** Guarded by {@link #source}: measuring holds the lock of this itself. */
  private int users;

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

  private SharedSource(SourcePreview source) {
    this.source = source;
  }

  /** Lists the experiment's source. */
  static SharedSource open(Experiment experiment, Activity activity) throws StudioException {
    Key key = Key.of(experiment);
    DataSpec data = experiment.data();
    return new SharedSource(
        SourcePreview.open(data, key.channels(), key.seed(), activity.cancelled()));
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

  /** One more reads it. */
  void use() {
    synchronized (source) {
      users++;
    }
  }

  /** One of those who read it has done. */
  void release() {
    synchronized (source) {
      users--;
      if (users == 0) {
        source.close();
      }
    }
  }
}
