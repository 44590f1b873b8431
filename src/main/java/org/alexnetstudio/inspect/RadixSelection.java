package org.alexnetstudio.inspect;

import java.util.Arrays;

/**
 * Exact order statistics of floats in three passes for each, however many equal ones there are.
 * Numbers that are not finite do not count.
 */
final class RadixSelection {
  /** A pass finds so many bits of the number, from the highest on. */
  private static final int BITS = 11;

  /** Where each pass's bits end; the last ones overlap those before, which are found already. */
  private static final int[] SHIFTS = {32 - BITS, 32 - 2 * BITS, 0};

  private final float[] values;
  private final int finite;
  private final boolean negative;

  RadixSelection(float[] values) {
    this.values = values;
    int count = 0;
    boolean below = false;
    for (float value : values) {
      if (Float.isFinite(value)) {
        count++;
        below |= value < 0;
      }
    }
    finite = count;
    negative = below;
  }

  /** Whether some of them are below 0. */
  boolean anyNegative() {
    return negative;
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
    int[] counts = new int[1 << BITS];
    int found = 0;
    int known = 0;
    for (int shift : SHIFTS) {
      Arrays.fill(counts, 0);
      for (float value : values) {
        int bits = ordered(value);
        if ((bits & known) == found && Float.isFinite(value)) {
          counts[bits >>> shift & (1 << BITS) - 1]++;
        }
      }
      int bucket = 0;
      for (; counts[bucket] < rank; bucket++) {
        rank -= counts[bucket];
      }
      found |= bucket << shift;
      known |= -1 << shift;
    }
    return Float.intBitsToFloat(found < 0 ? found & Integer.MAX_VALUE : ~found);
  }

  /** Bits that, read without a sign, are in the order of the numbers. */
  private static int ordered(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
  }
}
