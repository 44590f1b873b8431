package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.Features;

/**
 * Measures an exact search for the nearest of 100,000 images, by drawn features of as many numbers
 * as the network's: of fewer images where the disk has no room for the file and as much again.
 */
public final class SearchBenchmark {
  private static final int IMAGES = 100_000;
  private static final int NEAREST = 12;

  private final Experiment experiment;
  private final int rounds;

  /**
   * A benchmark with the features that an experiment's network has.
   *
   * @param rounds how often it searches; the median is reported
   */
  public SearchBenchmark(Experiment experiment, int rounds) {
    this.experiment = experiment;
    this.rounds = rounds;
  }

  /** Name to value: how many images were searched, and how long that takes. */
  public Map<String, Double> run(Activity activity) throws StudioException {
    return BenchmarkFolder.use(folder -> run(folder, activity));
  }

  private Map<String, Double> run(Path folder, Activity activity)
      throws StudioException, IOException {
    try (Classifier classifier = ExplorationBenchmark.classifier(experiment)) {
      int length = Features.size(Benchmark.classes(experiment.network()));
      long rowBytes = (long) length * Float.BYTES;
      int images =
          (int) Math.min(IMAGES, Files.getFileStore(folder).getUsableSpace() / 2 / rowBytes);
      Path file = folder.resolve("drawn.features");
      write(file, images, length, activity);
      FeatureFile features = FeatureFile.open(file, images, length).orElseThrow();
      List<Double> times = new ArrayList<>();
      // The first one brings the file into memory.
      for (int round = 0; round <= rounds; round++) {
        activity.checkCancelled();
        float[] sought = new float[length];
        features.block(0, 1).get(sought);
        sought[round % length] += 0.01f;
        times.add(search(classifier, features, sought));
        activity.progress().report("Searching", round + 1, rounds + 1);
      }
      Map<String, Double> results = new LinkedHashMap<>();
      results.put("images searched", (double) images);
      results.put("their features, MB", images * rowBytes / 1e6);
      results.put("nearest of them, the first time, ms", times.get(0));
      results.put("nearest of them, ms", Benchmark.median(times.subList(1, times.size())));
      return results;
    }
  }

  private static double search(Classifier classifier, FeatureFile features, float[] sought)
      throws StudioException {
    long before = System.nanoTime();
    float[] products = new float[features.rows()];
    NearestRows.multiply(classifier, features, sought, products, 0, Duration.ofHours(1));
    List<NearestRows.Near> nearest = NearestRows.find(features, sought, products, NEAREST);
    if (nearest.get(0).row() != 0) {
      throw new IllegalStateException("row 0 is the nearest, found " + nearest);
    }
    return (System.nanoTime() - before) / 1e6;
  }

  /** As fc7's: about half of the numbers are 0. */
  private static void write(Path file, int images, int length, Activity activity)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (FeatureWriter writer = new FeatureWriter(file, images)) {
      while (writer.rows() < images) {
        activity.checkCancelled();
        activity.progress().report("Drawing features", writer.rows(), images);
        int rows = Math.min(FeatureFile.BLOCK, images - writer.rows());
        float[] block = new float[rows * length];
        for (int i = 0; i < block.length; i++) {
          block[i] = Math.max(0, random.nextInt() * 0x1p-31f);
        }
        writer.append(block, rows);
      }
      writer.finish();
    }
    activity.progress().report("Drawing features", images, images);
  }
}
