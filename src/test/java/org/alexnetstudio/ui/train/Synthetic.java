package org.alexnetstudio.ui.train;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;

/** Snapshots made up for tests. */
final class Synthetic {
  static final List<String> CLASSES = List.of("ant", "bear", "cat", "dog", "eel", "fox");

  private Synthetic() {}

  static FilterBank filters(int count, int towers, long seed) {
    Random random = new Random(seed);
    float[] weights = new float[count * 3 * 11 * 11];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian() / 30;
    }
    return new FilterBank("conv1", count, 3, 11, towers, weights);
  }

  static FeatureMaps maps(String layer, int units, int side, long seed) {
    Random random = new Random(seed);
    byte[] values = new byte[units * side * side];
    random.nextBytes(values);
    float[] mean = new float[units];
    float[] max = new float[units];
    float[] active = new float[units];
    for (int i = 0; i < units; i++) {
      mean[i] = random.nextFloat();
      max[i] = side == 1 ? mean[i] : mean[i] + 1;
      active[i] = 0.5f;
    }
    return new FeatureMaps(layer, units, side, side, values, 0, 2.5f, mean, max, active);
  }

  static List<Prediction> top(double... probabilities) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(i -> new Prediction(i, CLASSES.get(i), probabilities[i]))
        .toList();
  }

  static ProbeSnapshot probe(String image, double first) {
    return new ProbeSnapshot(
        image,
        top(first, 0.04, 0.03, 0.02, 0.01),
        List.of(maps("conv1", 96, 55, 1), maps("conv2", 32, 27, 2), maps("fc6", 1024, 1, 3)));
  }

  static Snapshot snapshot(int step, String... images) {
    return new Snapshot(
        1,
        step,
        1 + step / 100,
        filters(96, 2, step),
        List.of(images).stream().map(image -> probe(image, 0.5)).toList());
  }
}
