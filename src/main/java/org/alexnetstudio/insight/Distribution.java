package org.alexnetstudio.insight;

/**
 * How numbers are spread.
 *
 * @param mean of those that are finite, as are all that follow
 * @param sd standard deviation
 * @param min smallest
 * @param max largest
 * @param counts numbers in each of as many equal intervals from {@code min} to {@code max}; never
 *     written after
 */
public record Distribution(float mean, float sd, float min, float max, int[] counts) {
  private static final int INTERVALS = 31;

  /** Counts. */
  public static Distribution of(float[] values) {
    double sum = 0;
    double squares = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    int finite = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        finite++;
        sum += value;
        squares += (double) value * value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    int[] counts = new int[INTERVALS];
    if (finite == 0) {
      return new Distribution(0, 0, 0, 0, counts);
    }
    double perUnit = max > min ? INTERVALS / ((double) max - min) : 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[Math.min(INTERVALS - 1, (int) (((double) value - min) * perUnit))]++;
      }
    }
    double mean = sum / finite;
    double variance = Math.max(0, squares / finite - mean * mean);
    return new Distribution((float) mean, (float) Math.sqrt(variance), min, max, counts);
  }
}
