package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FeatureMaps;
import org.junit.jupiter.api.Test;

/** Maps as pixels, shrunk by the mean of what each pixel covers. */
class MapPixelsTest {
  private static final Map<Integer, Integer> GRADES = new HashMap<>();

  static {
    for (int grade = 255; grade >= 0; grade--) {
      GRADES.put(ColourMap.INFERNO.argb(grade), grade);
    }
  }

  private static FeatureMaps random(int units, int height, int width) {
    byte[] values = new byte[units * height * width];
    new Random(3).nextBytes(values);
    float[] facts = new float[units];
    return new FeatureMaps("conv1", units, height, width, values, 0, 1, facts, facts, facts);
  }

  private static int grade(int argb) {
    return GRADES.getOrDefault(argb, -1);
  }

  @Test
  void unshrunkEveryValueIsAPixel() {
    FeatureMaps maps = random(3, 5, 7);
    int[] argb = new MapPixels(maps, 7, 5).argb(2);
    for (int i = 0; i < argb.length; i++) {
      assertEquals(ColourMap.INFERNO.argb(maps.values()[2 * 35 + i] & 0xff), argb[i]);
    }
  }

  @Test
  void shrunkEveryPixelIsTheMeanOfItsArea() {
    int height = 11;
    int width = 13;
    FeatureMaps maps = random(2, height, width);
    for (int to = 1; to < 11; to++) {
      int[] argb = new MapPixels(maps, to + 1, to).argb(1);
      for (int y = 0; y < to; y++) {
        for (int x = 0; x <= to; x++) {
          double mean = meanBySampling(maps, height, width, to, to + 1, x, y);
          int found = grade(argb[y * (to + 1) + x]);
          assertTrue(Math.abs(found - mean) < 2, found + " is not " + mean);
        }
      }
    }
  }

  /** The mean over 200 x 200 points of the area, each the value of the pixel that it lies in. */
  private static double meanBySampling(
      FeatureMaps maps, int height, int width, int rows, int columns, int x, int y) {
    int samples = 200;
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      int row = (int) ((y + (i + 0.5) / samples) * height / rows);
      for (int j = 0; j < samples; j++) {
        int column = (int) ((x + (j + 0.5) / samples) * width / columns);
        sum += maps.values()[(height + row) * width + column] & 0xff;
      }
    }
    return sum / samples / samples;
  }
}
