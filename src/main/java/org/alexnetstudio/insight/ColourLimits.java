package org.alexnetstudio.insight;

import java.util.Arrays;

/** Which values the ends of a colour map stand for, so that one bright pixel blackens nothing. */
public final class ColourLimits {
  private static final double SHARE = 0.995;
  private static final int BINS = 1024;

  private ColourLimits() {}

  /**
   * The 99.5th percentile; the maximum where that is not above 0; 0 where nothing is.
   *
   * @param first of the values that count
   * @param count how many they are
   */
  public static float high(float[] values, int first, int count) {
    return high(Arrays.copyOfRange(values, first, first + count));
  }

  /** The same of the values' sizes, whatever their signs. */
  public static float size(float[] values, int first, int count) {
    float[] sizes = new float[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = Math.abs(values[first + i]);
    }
    return high(sizes);
  }

  private static float high(float[] values) {
    float max = 0;
    for (float value : values) {
      max = Float.isFinite(value) ? Math.max(max, value) : max;
    }
    if (max <= 0) {
      return 0;
    }
    // Sorting all would take many times as long as two looks at each.
    int[] counts = new int[BINS];
    for (float value : values) {
      if (value > 0 && value <= max) {
        counts[bin(value, max)]++;
      }
    }
    int above = values.length - (int) Math.ceil(SHARE * values.length);
    int bin = BINS - 1;
    while (bin >= 0 && counts[bin] <= above) {
      above -= counts[bin--];
    }
    return bin < 0 ? max : fromTop(values, max, bin, above);
  }

  private static int bin(float value, float max) {
    return Math.min(BINS - 1, (int) ((double) value / max * BINS));
  }

  private static float fromTop(float[] values, float max, int bin, int above) {
    float[] within = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (value > 0 && value <= max && bin(value, max) == bin) {
        within[count++] = value;
      }
    }
    Arrays.sort(within, 0, count);
    return within[count - 1 - above];
  }
}
