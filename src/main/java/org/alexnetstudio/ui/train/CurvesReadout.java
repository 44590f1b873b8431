package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.event.ValidationEvent;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the box beside the crosshair.
 *
 * @param title where it is
 * @param lines the values, the shown run's first
 * @param points where the values lie on the curves
 */
record CurvesReadout(String title, List<Line> lines, List<Point> points) {

  /** A line of a run's values. */
  record Line(String text, CurvesStyle style) {}

  /**
   * A value on a curve.
   *
   * @param x on the axis
   * @param value on the plot's scale
   */
  record Point(double x, double value, CurvesQuantity quantity, CurvesStyle style) {}

  /** Of the model's crosshair; null where there is none. */
  static @Nullable CurvesReadout of(CurvesModel model) {
    CurvesRun first = model.first();
    CurvesValues values =
        first == null || Double.isNaN(model.crosshair().get())
            ? null
            : model.valuesAtCrosshair(first);
    if (values == null) {
      return null;
    }
    List<Line> lines = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (CurvesRun run : model.runs()) {
      CurvesValues each = model.valuesAtCrosshair(run);
      if (each != null) {
        addLines(lines, run, each);
        addPoints(points, model, run, each);
      }
    }
    return new CurvesReadout(title(model.axis().get(), values), lines, points);
  }

  private static String title(CurvesAxis axis, CurvesValues values) {
    String place =
        "step "
            + CurvesText.count(values.step())
            + " · epoch "
            + CurvesText.decimals(values.epoch(), 0.1);
    return axis == CurvesAxis.TIME ? CurvesText.duration(values.seconds()) + " · " + place : place;
  }

  private static void addLines(List<Line> lines, CurvesRun run, CurvesValues values) {
    ValidationEvent validation = values.validation();
    String loss = "loss " + CurvesText.loss(values.loss());
    if (!run.style().isShown()) {
      String top1 = validation == null ? "" : "  top-1 " + CurvesText.percent(validation.top1());
      lines.add(new Line(run.name() + "  " + loss + top1, run.style()));
      return;
    }
    String low = CurvesText.loss(values.low());
    String high = CurvesText.loss(values.high());
    String raw = low.equals(high) ? low : low + " to " + high;
    String rate = CurvesText.rate(values.learningRate());
    lines.add(new Line(loss + "  raw " + raw + "  LR " + rate, run.style()));
    if (validation != null) {
      lines.add(
          new Line(
              "val "
                  + CurvesText.loss(validation.loss())
                  + "  top-1 "
                  + CurvesText.percent(validation.top1())
                  + "  top-5 "
                  + CurvesText.percent(validation.top5()),
              run.style()));
    }
  }

  private static void addPoints(
      List<Point> points, CurvesModel model, CurvesRun run, CurvesValues values) {
    CurvesAxis axis = model.axis().get();
    double x = axis.of(run.history(), values.step());
    points.add(new Point(x, values.loss(), CurvesQuantity.TRAINING_LOSS, run.style()));
    ValidationEvent validation = values.validation();
    if (validation != null) {
      double at = axis.of(run.history(), validation.step());
      for (CurvesQuantity quantity : CurvesQuantity.values()) {
        if (quantity != CurvesQuantity.TRAINING_LOSS) {
          points.add(new Point(at, quantity.of(validation), quantity, run.style()));
        }
      }
    }
  }
}
