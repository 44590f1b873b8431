package org.alexnetstudio.run;

import java.util.List;
import java.util.Random;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;

/** Snapshots whose every number follows from the step. */
final class TestSnapshots {
  private TestSnapshots() {}

  /** With filters, and with two probes of a convolution and a fully connected layer. */
  static Snapshot of(int step, int filters) {
    Random random = new Random(step);
    return new Snapshot(
        1_700_000_000_000L + step,
        step,
        1 + step / 100,
        new FilterBank("conv1", filters, 3, 5, 2, floats(random, filters * 75)),
        List.of(probe("C:\\photos\\кот \"1\".png", random), probe("/photos/dog.png", random)));
  }

  private static ProbeSnapshot probe(String image, Random random) {
    return new ProbeSnapshot(
        image,
        List.of(
            new Prediction(3, "a \"b\"", random.nextDouble()),
            new Prediction(0, "вверх", random.nextDouble()),
            new Prediction(1, "none", Double.NaN)),
        List.of(maps("conv1", 6, 7, 5, random), maps("fc-2_x", 9, 1, 1, random)));
  }

  private static FeatureMaps maps(String layer, int units, int height, int width, Random random) {
    byte[] values = new byte[units * height * width];
    random.nextBytes(values);
    return new FeatureMaps(
        layer,
        units,
        height,
        width,
        values,
        -random.nextFloat(),
        random.nextFloat() * 1e9f,
        floats(random, units),
        floats(random, units),
        floats(random, units));
  }

  /** Any bits, so also numbers that are not finite. */
  private static float[] floats(Random random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
    }
    return floats;
  }
}
