package org.alexnetstudio.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.alexnetstudio.event.FeatureMaps;
import org.junit.jupiter.api.Test;

class GradingTest {
  /** Against sorting: any bit patterns, many equal ones, a few, and all shares. */
  @Test
  void percentilesAreExact() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      float[] values = new float[1 + random.nextInt(round < 100 ? 5 : 3000)];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (round % 4) {
              case 0 -> Float.intBitsToFloat(random.nextInt());
              case 1 -> Math.max(0, (float) random.nextGaussian());
              case 2 -> random.nextInt(3) - 1;
              default -> (float) random.nextGaussian() * 1e-30f;
            };
      }
      double[] finite = new double[values.length];
      int count = 0;
      for (float value : values) {
        if (Float.isFinite(value)) {
          finite[count++] = value;
        }
      }
      Arrays.sort(finite, 0, count);
      for (double share : new double[] {0.005, 0.3, 0.5, 0.995, 1}) {
        double expected = count == 0 ? 0 : finite[Math.max(1, (int) Math.ceil(share * count)) - 1];
        assertEquals(
            expected + 0.0,
            new RadixSelection(values).percentile(share) + 0.0,
            "share " + share + ", seed " + seed);
      }
    }
  }

  @Test
  void afterARectifierZeroIsDarkAndOneBrightPixelBlackensNothing() {
    float[] values = new float[1000];
    for (int i = 0; i < 998; i++) {
      values[i] = i < 500 ? 0 : 2f * (i - 499) / 498;
    }
    values[998] = 1000;
    values[999] = 2000;
    FeatureMaps maps = Grading.grade("conv1", 2, 20, 25, values);
    assertEquals(0, maps.low());
    assertEquals(values[994], maps.high(), "the 995th of 1000");
    assertEquals(0, maps.values()[499]);
    assertEquals(255, maps.values()[999] & 0xff);
    for (int i = 0; i < 994; i++) {
      assertEquals(255.0 * values[i] / maps.high(), maps.values()[i] & 0xff, 0.51);
    }
    assertArrayEquals(new float[] {0, 1}, maps.active());
    assertArrayEquals(new float[] {0, 2000}, maps.max());
    double sum = 0;
    for (int i = 500; i < 1000; i++) {
      sum += values[i];
    }
    assertEquals(0, maps.mean()[0]);
    assertEquals(sum / 500, maps.mean()[1], 1e-5);
  }

  @Test
  void negativeActivationsBringTheDarkEndDown() {
    float[] values = new float[1000];
    for (int i = 0; i < 1000; i++) {
      values[i] = (i - 500) / 100f;
    }
    FeatureMaps maps = Grading.grade("tanh1", 1, 1, 1000, values);
    assertEquals(values[4], maps.low(), "the 5th of 1000");
    assertEquals(values[994], maps.high());
    assertEquals(0, maps.values()[0]);
    assertEquals(127, maps.values()[499] & 0xff, 1);
    assertEquals(255, maps.values()[999] & 0xff);
  }

  @Test
  void fewActivePixelsStillShow() {
    float[] values = new float[1000];
    values[7] = 3;
    values[8] = 1.5f;
    FeatureMaps maps = Grading.grade("conv5", 1, 40, 25, values);
    assertEquals(3, maps.high());
    assertEquals(255, maps.values()[7] & 0xff);
    assertEquals(128, maps.values()[8] & 0xff);
    assertEquals(0, maps.values()[9]);
  }

  @Test
  void equalAndBrokenActivationsBreakNothing() {
    FeatureMaps dead = Grading.grade("fc6", 2, 1, 1, new float[] {0, 0});
    assertArrayEquals(new byte[] {0, 0}, dead.values());
    assertEquals(0, dead.high());
    FeatureMaps low = Grading.grade("fc6", 2, 1, 1, new float[] {-3, -3});
    assertArrayEquals(new byte[] {0, 0}, low.values());
    assertEquals(-3, low.low());
    FeatureMaps high = Grading.grade("fc6", 2, 1, 1, new float[] {5, 5});
    assertArrayEquals(new byte[] {-1, -1}, high.values());
    FeatureMaps broken =
        Grading.grade(
            "fc6",
            4,
            1,
            1,
            new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2});
    assertArrayEquals(new byte[] {0, -1, 0, -1}, broken.values());
    assertTrue(Float.isNaN(broken.mean()[0]));
    FeatureMaps nothing = Grading.grade("fc6", 1, 1, 1, new float[] {Float.NaN});
    assertArrayEquals(new byte[] {0}, nothing.values());
    FeatureMaps wide =
        Grading.grade("fc6", 2, 1, 1, new float[] {-Float.MAX_VALUE, Float.MAX_VALUE});
    assertArrayEquals(new byte[] {0, -1}, wide.values());
  }
}
