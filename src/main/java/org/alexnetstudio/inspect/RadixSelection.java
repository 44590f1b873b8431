package org.alexnetstudio.inspect;

import java.util.Arrays;

/**
 * Exact order statistics of floats in two passes for each, however many equal ones there are.
 * Numbers that are not finite do not count.
 */
final class RadixSelection {
  private static final int BUCKETS = 1 << 16;

  private final int[] counts = new int[BUCKETS];
  private final float[] values;

  /** How many of the values are finite. */
  private final int finite;

  RadixSelection(float[] values) {
    this.values = values;
    int count = 0;
    for (float value : values) {
      count += Float.isFinite(value) ? 1 : 0;
    }
    finite = count;
  }

  /**
   * The smallest value that at least the given share of the values does not exceed (the nearest
   * rank); 0 where none is finite.
   *
   * @param share above 0 up to 1
   */
  float percentile(double share) {
    if (finite == 0) {
      return 0;
    }
    int rank = Math.max(1, (int) Math.ceil(share * finite));
    Arrays.fill(counts, 0);
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[ordered(value) >>> 16]++;
      }
    }
    int upper = 0;
    for (; counts[upper] < rank; upper++) {
      rank -= counts[upper];
    }
    Arrays.fill(counts, 0);
    for (float value : values) {
      int bits = ordered(value);
      if (Float.isFinite(value) && bits >>> 16 == upper) {
        counts[bits & 0xffff]++;
      }
    }
    int lower = 0;
    for (; counts[lower] < rank; lower++) {
      rank -= counts[lower];
    }
    return value(upper << 16 | lower);
  }

  /** Bits that, read without a sign, are in the order of the numbers. */
  private static int ordered(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits < 0 ? ~bits : bits | 1 << 31;
  }

  private static float value(int ordered) {
    return Float.intBitsToFloat(ordered < 0 ? ordered & ~(1 << 31) : ~ordered);
  }
}
