package org.alexnetstudio.ui.train;

import org.alexnetstudio.event.FilterBank;

/**
 * The weights of one filter in numbers.
 *
 * @param deviation standard deviation over all of its weights
 */
record FilterFacts(float min, float max, double mean, double deviation) {

  static FilterFacts of(FilterBank bank, int filter) {
    int size = bank.channels() * bank.kernel() * bank.kernel();
    int first = filter * size;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = first; i < first + size; i++) {
      float weight = bank.weights()[i];
      min = Math.min(min, weight);
      max = Math.max(max, weight);
      sum += weight;
    }
    double mean = sum / size;
    double squares = 0;
    for (int i = first; i < first + size; i++) {
      squares += (bank.weights()[i] - mean) * (bank.weights()[i] - mean);
    }
    return new FilterFacts(min, max, mean, Math.sqrt(squares / size));
  }

  /** The largest weight, whatever its sign. */
  float strongest() {
    return Math.max(Math.abs(min), Math.abs(max));
  }
}
