package org.alexnetstudio.ui.train;

import java.util.Arrays;
import java.util.List;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.run.LossSeries;
import org.alexnetstudio.ui.run.RunHistory;

/**
 * What of one run falls into view: of the training loss no more than a least, a greatest and a
 * smoothed value for each column of pixels, be it of a hundred steps or of millions.
 *
 * @param run whose
 * @param x pixels of the columns that hold a step, rising; one more at either side of the view
 * @param low least loss of each column
 * @param high greatest loss of each column
 * @param smooth smoothed loss at each column's end
 * @param validations in view; one more at either side
 * @param validationX their pixels
 */
record CurvesTrace(
    CurvesRun run,
    double[] x,
    double[] low,
    double[] high,
    double[] smooth,
    List<ValidationEvent> validations,
    double[] validationX) {

  /** Of a run in the view of an axis. */
  static CurvesTrace of(CurvesRun run, CurvesAxis axis, CurvesScale scale, double smoothing) {
    RunHistory history = run.history();
    LossSeries losses = history.losses();
    double[] smoothed = run.smoothed(smoothing);
    CurvesRange range = scale.range();
    int from = Math.max(0, losses.indexOf(axis.step(history, range.low())));
    int last = losses.indexOf(axis.step(history, range.high())) + 1;
    int to = Math.min(losses.size() - 1, last);
    int most = Math.max(0, Math.min(to - from + 1, (int) Math.abs(scale.to() - scale.from()) + 4));
    double[] x = new double[most];
    double[] low = new double[most];
    double[] high = new double[most];
    double[] smooth = new double[most];
    int column = -1;
    double pixel = 0;
    for (int i = from; i <= to; i++) {
      double at = scale.pixel(axis.ofBucket(history, i));
      if (column < 0 || (Math.floor(at) > Math.floor(pixel) && column + 1 < most)) {
        column++;
        x[column] = at;
        low[column] = losses.min(i);
        high[column] = losses.max(i);
      } else {
        low[column] = Math.min(low[column], losses.min(i));
        high[column] = Math.max(high[column], losses.max(i));
      }
      smooth[column] = smoothed[i];
      pixel = at;
    }
    int columns = column + 1;
    List<ValidationEvent> validations = inView(history, axis, range);
    return new CurvesTrace(
        run,
        Arrays.copyOf(x, columns),
        Arrays.copyOf(low, columns),
        Arrays.copyOf(high, columns),
        Arrays.copyOf(smooth, columns),
        validations,
        validations.stream().mapToDouble(v -> scale.pixel(axis.of(history, v.step()))).toArray());
  }

  private static List<ValidationEvent> inView(
      RunHistory history, CurvesAxis axis, CurvesRange range) {
    List<ValidationEvent> all = history.validations();
    int from = 0;
    int to = 0;
    for (int i = 0; i < all.size(); i++) {
      double at = axis.of(history, all.get(i).step());
      from = at < range.low() ? i : from;
      to = at <= range.high() ? i + 1 : to;
    }
    return all.subList(Math.min(from, to), Math.min(all.size(), to + 1));
  }

  /**
   * The losses in view that the axis must hold: all of the shown run, the line of a compared one.
   */
  double[] losses() {
    double[] validation =
        validations.stream().mapToDouble(CurvesQuantity.VALIDATION_LOSS::of).toArray();
    CurvesRange robust = CurvesRange.robust(validation);
    double[] training = run.style().isShown() ? Arrays.copyOf(low, 2 * low.length) : smooth.clone();
    if (run.style().isShown()) {
      System.arraycopy(high, 0, training, low.length, high.length);
    }
    CurvesRange of = CurvesRange.robust(training);
    if (of == null) {
      return robust == null ? new double[0] : new double[] {robust.low(), robust.high()};
    }
    CurvesRange both = of.and(robust);
    return new double[] {both.low(), both.high()};
  }
}
