package org.alexnetstudio.ui.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One of the likeliest classes of a picture, and how it came to be.
 *
 * @param probability from 0 to 1
 * @param history the probability in the last answers, the oldest first; 0 where the class was not
 *     among the likeliest
 * @param change against some epochs before, from -1 to 1; empty where that is not known
 */
record Likely(String className, double probability, List<Double> history, OptionalDouble change) {
  Likely {
    history = List.copyOf(history);
  }

  /** The change in whole percentage points. */
  int points() {
    return (int) Math.round(100 * change.orElse(0));
  }
}
