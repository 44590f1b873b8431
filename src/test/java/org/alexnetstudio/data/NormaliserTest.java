package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.junit.jupiter.api.Test;

/** Crop, mirror image, padding and normalisation against a loop over single numbers. */
class NormaliserTest {
  private static final int SIDE = 11;

  private static float[] naive(
      Normaliser n, byte[] image, int y, int x, int crop, boolean flip, float[] shift) {
    float[] out = new float[n.channels() * crop * crop];
    for (int c = 0; c < n.channels(); c++) {
      for (int r = 0; r < crop; r++) {
        for (int k = 0; k < crop; k++) {
          int row = y + r;
          int column = x + (flip ? crop - 1 - k : k);
          if (row < 0 || row >= SIDE || column < 0 || column >= SIDE) {
            continue;
          }
          int at = (c * SIDE + row) * SIDE + column;
          float mean = n.mean().length == n.channels() ? n.mean()[c] : n.mean()[at];
          out[(c * crop + r) * crop + k] = ((image[at] & 0xff) + shift[c] - mean) * n.scale()[c];
        }
      }
    }
    return out;
  }

  private static float[] randomFloats(int count, Random random, float scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * scale;
    }
    return values;
  }

  @Test
  void equalsANaiveLoop() {
    Random random = new Random(8);
    for (int trial = 0; trial < 400; trial++) {
      int channels = trial % 2 == 0 ? 3 : 1;
      boolean meanImage = trial % 4 < 2;
      float[] mean = randomFloats(meanImage ? channels * SIDE * SIDE : channels, random, 255);
      Normaliser n = new Normaliser(channels, SIDE, mean, randomFloats(channels, random, 2));
      byte[] image = Fixtures.randomBytes(channels * SIDE * SIDE, trial);
      int crop = 1 + random.nextInt(16);
      int y = random.nextInt(31) - 15;
      int x = random.nextInt(31) - 15;
      boolean flip = random.nextBoolean();
      float[] shift = randomFloats(channels, random, 20);
      float[] out = new float[channels * crop * crop + 8];
      Arrays.fill(out, -1);
      n.crop(image, y, x, crop, flip, shift, FloatBuffer.wrap(out), 5);
      float[] expected = naive(n, image, y, x, crop, flip, shift);
      assertArrayEquals(expected, Arrays.copyOfRange(out, 5, out.length - 3), 1e-3f);
      assertEquals(-1, out[4]);
      assertEquals(-1, out[out.length - 3]);
    }
  }

  @Test
  void specsBecomeNumbers() {
    ImageStatistics statistics =
        new ImageStatistics(
            1,
            8,
            new float[64],
            new float[] {0.5f},
            new float[] {0.25f},
            new float[1],
            new float[] {1});
    Normaliser meanImage = Normaliser.of(new NormaliseSpec.MeanImage(), 1, 8, statistics);
    assertEquals(64, meanImage.mean().length);
    assertArrayEquals(new float[] {1}, meanImage.scale());
    Normaliser computed =
        Normaliser.of(new NormaliseSpec.PerChannel(List.of(), List.of()), 1, 8, statistics);
    assertArrayEquals(new float[] {127.5f}, computed.mean());
    assertArrayEquals(new float[] {1 / (255 * 0.25f)}, computed.scale());
    Normaliser given =
        Normaliser.of(
            new NormaliseSpec.PerChannel(List.of(.485, .456, .406), List.of(.229, .224, .225)),
            3,
            8,
            null);
    FloatBuffer out = FloatBuffer.allocate(3 * 64);
    byte[] white = new byte[3 * 64];
    Arrays.fill(white, (byte) 255);
    given.crop(white, 0, 0, 8, false, new float[3], out, 0);
    assertEquals((1 - .485) / .229, out.get(0), 1e-5);
    assertEquals((1 - .406) / .225, out.get(191), 1e-5);
    assertThrows(
        IllegalArgumentException.class,
        () -> Normaliser.of(new NormaliseSpec.MeanImage(), 3, 8, null));
    assertThrows(
        IllegalArgumentException.class, () -> new Normaliser(3, 8, new float[64], new float[3]));
  }

  @Test
  void tenCropsAreCornersCentreAndTheirMirrorImages() {
    int crop = 8;
    Normaliser n = new Normaliser(1, SIDE, new float[1], new float[] {1});
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) i;
    }
    float[][] ten = Crops.ten(n, image, crop);
    int[] topLeft = {0, 3, 33, 36, 12};
    for (int i = 0; i < 5; i++) {
      assertEquals(topLeft[i], ten[i][0]);
      assertEquals(topLeft[i] + crop - 1, ten[i + 5][0]);
      assertEquals(topLeft[i], ten[i + 5][crop - 1]);
    }
    assertArrayEquals(ten[4], Crops.centre(n, image, crop));
  }
}
