package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.AugmentedViews;
import org.alexnetstudio.data.ImageStatistics;
import org.alexnetstudio.data.SourceDetection;
import org.alexnetstudio.data.SourcePreview;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.SourceSpec;

/**
 * What can be seen of an experiment's images before it is trained; nothing is packed. The listing
 * of the last source is kept, so that a further question is answered at once. Any thread may ask.
 */
public final class DataPreview {
  /** How many images are decoded for a first summary. */
  public static final int SAMPLE = 256;

  private static final int VIEWS = 8;

  /** A broken image is passed over, but not a whole broken set. */
  private static final int TRIES = 20;

  private final Executor background;
  private final Listings listings = new Listings(SharedSource::open);

  DataPreview(Executor background) {
    this.background = background;
  }

  /** The kind of source that lies at a path, found by what is there. */
  public CompletableFuture<SourceSpec> detect(Path path) {
    return Work.submit(() -> SourceDetection.of(path), background);
  }

  /**
   * Classes, sizes and problems.
   *
   * @param most how many images are decoded, evenly spread over all
   */
  public CompletableFuture<DataSummary> summary(
      Experiment experiment, int most, Activity activity) {
    return Work.submit(() -> summarise(experiment, most, activity), background);
  }

  /**
   * Eight views of one training image, drawn as a training draws them. The colours' components are
   * estimated from a few images.
   *
   * @param image which one; counted on from the last to the first
   * @param seed of the drawing
   */
  public CompletableFuture<AugmentedPreview> augmented(
      Experiment experiment, int image, long seed, Activity activity) {
    return Work.submit(() -> augment(experiment, image, seed, activity), background);
  }

  private DataSummary summarise(Experiment experiment, int most, Activity activity)
      throws StudioException {
    SharedSource shared = listings.acquire(experiment, activity);
    try {
      SourcePreview source = shared.source();
      int[] counts = new int[source.classNames().size()];
      for (int i = 0; i < source.size(); i++) {
        counts[source.label(i)]++;
      }
      List<DataSummary.ImageClass> classes = new ArrayList<>();
      for (int label = 0; label < counts.length; label++) {
        classes.add(new DataSummary.ImageClass(source.classNames().get(label), counts[label]));
      }
      List<DataSummary.Unusable> problems = new ArrayList<>();
      source.missing().forEach(m -> problems.add(new DataSummary.Unusable(m.image(), m.reason())));
      int[] sample = SourcePreview.spread(IntStream.range(0, source.size()).toArray(), most);
      DataSummary.Size smallest = null;
      DataSummary.Size largest = null;
      for (int i = 0; i < sample.length; i++) {
        activity.checkCancelled();
        activity.progress().report("Looking at images", i, sample.length);
        try {
          SourcePreview.Look look = source.look(sample[i]);
          DataSummary.Size size = new DataSummary.Size(look.width(), look.height());
          smallest = smallest == null || size.area() < smallest.area() ? size : smallest;
          largest = largest == null || size.area() > largest.area() ? size : largest;
        } catch (StudioException unusable) {
          problems.add(new DataSummary.Unusable(source.name(sample[i]), unusable.why()));
        }
      }
      return new DataSummary(
          List.copyOf(classes),
          source.training().length,
          source.validation().length,
          sample.length,
          smallest,
          largest,
          List.copyOf(problems));
    } finally {
      shared.release();
    }
  }

  private AugmentedPreview augment(Experiment experiment, int image, long seed, Activity activity)
      throws StudioException {
    SharedSource shared = listings.acquire(experiment, activity);
    try {
      SourcePreview source = shared.source();
      ImageStatistics statistics = shared.statistics(activity);
      int[] training = source.training();
      int from = Math.floorMod(image, training.length);
      for (int tries = 0; ; tries++) {
        activity.checkCancelled();
        int number = training[(from + tries) % training.length];
        try {
          byte[] pixels = source.look(number).pixels();
          int crop = experiment.data().augment().randomCrop();
          List<int[]> views = new ArrayList<>();
          for (float[] view :
              AugmentedViews.of(pixels, statistics, experiment.data().augment(), seed, 1, VIEWS)) {
            views.add(argb(view, statistics.channels(), crop));
          }
          return new AugmentedPreview(
              source.name(number),
              source.classNames().get(source.label(number)),
              source.side(),
              crop,
              List.copyOf(views));
        } catch (StudioException unusable) {
          if (tries >= Math.min(TRIES, training.length - 1)) {
            throw unusable;
          }
        }
      }
    } finally {
      shared.release();
    }
  }

  private static int[] argb(float[] view, int channels, int crop) {
    int plane = crop * crop;
    int[] argb = new int[plane];
    for (int i = 0; i < plane; i++) {
      int colour = 0xff;
      for (int c = 0; c < 3; c++) {
        float value = view[channels == 1 ? i : c * plane + i];
        colour = colour << 8 | (int) Math.max(0, Math.min(255, Math.rint(value)));
      }
      argb[i] = colour;
    }
    return argb;
  }

  /** Lists the source anew with the next question: its files may have changed. */
  public void forget() {
    listings.forget();
  }
}
