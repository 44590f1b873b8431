package org.alexnetstudio.ui.explore;

import java.util.Arrays;

/**
 * Figures of a unit's map.
 *
 * @param mean of all its numbers
 * @param sd their standard deviation
 * @param max the largest
 * @param active share of them above 0
 * @param limit the activation at the bright end of the colours: the 99.5th percentile, so that one
 *     bright pixel does not blacken the rest; the largest where that percentile is not above 0; 0
 *     where nothing is
 */
record UnitFacts(double mean, double sd, float max, double active, float limit) {
  private static final double BRIGHT = 0.995;

  /** Of a map of at least one number. */
  static UnitFacts of(float[] map) {
    double sum = 0;
    double squares = 0;
    int above = 0;
    for (float value : map) {
      sum += value;
      squares += (double) value * value;
      above += value > 0 ? 1 : 0;
    }
    float[] sorted = map.clone();
    Arrays.sort(sorted);
    float max = sorted[sorted.length - 1];
    float bright = sorted[(int) Math.ceil(BRIGHT * sorted.length) - 1];
    double mean = sum / map.length;
    return new UnitFacts(
        mean,
        Math.sqrt(Math.max(0, squares / map.length - mean * mean)),
        max,
        (double) above / map.length,
        Math.max(0, bright > 0 ? bright : max));
  }
}
