package org.alexnetstudio.export;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a plot: values at equal distances.
 *
 * @param from the value at its beginning
 * @param to the value at its end, above {@code from}
 */
record Axis(double from, double to) {

  /** An axis of some length also where there is only one value. */
  Axis {
    if (!(to > from)) {
      to = from + 1;
    }
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double place(double value) {
    return (value - from) / (to - from);
  }

  /** Round numbers, at most {@code most} of them, 2 or more. */
  List<Double> ticks(int most) {
    double step = Math.pow(10, Math.floor(Math.log10((to - from) / most)));
    for (double factor : new double[] {1, 2, 5, 10, 20}) {
      if ((to - from) / (step * factor) <= most - 1) {
        step *= factor;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
