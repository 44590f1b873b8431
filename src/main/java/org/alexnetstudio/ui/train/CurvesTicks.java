package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** The round numbers on the axes. */
final class CurvesTicks {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final double[] ACCURACY = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40, 50};
  private static final double[] SECONDS = {1, 2, 5, 10, 15, 30};
  private static final double[] MINUTES = {1, 2, 5, 10, 15, 30};
  private static final double[] HOURS = {1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720};

  private CurvesTicks() {}

  /** A mark on an axis. */
  record Tick(double value, String label) {}

  /** The distance of at most {@code most} ticks on the x axis. */
  static double xStep(CurvesAxis axis, double length, int most) {
    double least = length / Math.max(1, most);
    if (axis != CurvesAxis.TIME) {
      double step = round(least);
      // There is no half step.
      return axis == CurvesAxis.STEP ? Math.max(1, step == 2.5 ? 5 : step) : step;
    }
    double minutes = atLeast(least / 60, MINUTES);
    if (least <= 30) {
      return least < 1 ? round(least) : atLeast(least, SECONDS);
    }
    return minutes > 0 ? minutes * 60 : Math.max(atLeast(least / 3600, HOURS), 1) * 3600;
  }

  private static double atLeast(double least, double[] choices) {
    for (double each : choices) {
      if (each >= least) {
        return each;
      }
    }
    return 0;
  }

  private static double round(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : ROUND) {
      if (factor * decade >= least * (1 - 1e-9)) {
        return factor * decade;
      }
    }
    return 10 * decade;
  }

  /** Ticks of the x axis. */
  static List<Tick> ofX(CurvesAxis axis, CurvesRange range, int most) {
    double step = xStep(axis, range.length(), most);
    return every(
        step,
        range,
        axis == CurvesAxis.TIME && step >= 1
            ? value ->
                step < 60 && value >= 3600 ? CurvesText.clock(value) : CurvesText.duration(value)
            : value -> CurvesText.decimals(value, step));
  }

  /** Ticks of the loss on a linear axis. */
  static List<Tick> linear(CurvesRange range, int most) {
    double step = round(range.length() / Math.max(1, most));
    return every(step, range, value -> CurvesText.decimals(value, step));
  }

  /**
   * Ticks of the loss on a logarithmic axis: 1, 2 and 5 of each decade, as far as there is room.
   */
  static List<Tick> logarithmic(CurvesRange range, int most) {
    if (range.high() / range.low() < 5) {
      return linear(range, most);
    }
    int lowest = (int) Math.floor(Math.log10(range.low()));
    int highest = (int) Math.ceil(Math.log10(range.high()));
    double[][] choices = {{1, 2, 5}, {1, 3}, {1}};
    for (double[] factors : choices) {
      List<Tick> ticks = decades(range, lowest, highest, 1, factors);
      if (ticks.size() <= Math.max(2, most)) {
        return ticks;
      }
    }
    int first = (int) Math.ceil(Math.log10(range.low()));
    int apart = (int) Math.ceil((double) (highest - first) / Math.max(1, most));
    return decades(range, first, highest, apart, new double[] {1});
  }

  private static List<Tick> decades(
      CurvesRange range, int lowest, int highest, int apart, double[] factors) {
    List<Tick> ticks = new ArrayList<>();
    for (int decade = lowest; decade <= highest; decade += apart) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, decade);
        if (range.contains(value)) {
          ticks.add(new Tick(value, CurvesText.decimals(value, Math.pow(10, decade))));
        }
      }
    }
    return ticks;
  }

  /** Ticks of the accuracy, in percent; they meet the upper end where that is a round number. */
  static List<Tick> accuracy(CurvesRange range, int most) {
    for (double step : ACCURACY) {
      double steps = range.length() / step;
      if (steps <= most && (step < 5 || Math.abs(steps - Math.rint(steps)) < 1e-9)) {
        return every(step, range, value -> CurvesText.decimals(value, step));
      }
    }
    return linear(range, most);
  }

  private static List<Tick> every(double step, CurvesRange range, DoubleFunction<String> label) {
    List<Tick> ticks = new ArrayList<>();
    double slack = step * 1e-6;
    long last = (long) Math.floor((range.high() + slack) / step);
    for (long i = (long) Math.ceil((range.low() - slack) / step); i <= last; i++) {
      ticks.add(new Tick(i * step, label.apply(i * step)));
    }
    return ticks;
  }
}
