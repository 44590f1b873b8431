package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.run.RunHistory;
import org.jspecify.annotations.Nullable;

/**
 * The curves as they lie on a canvas of one size, before anything is drawn.
 *
 * @param loss the upper plot
 * @param accuracy the lower plot
 * @param x of both
 * @param lossScale upwards
 * @param accuracyScale upwards, in percent
 * @param xTicks below
 * @param lossTicks at the left
 * @param accuracyTicks at the left
 * @param traces the shown run's first
 * @param marks the most important first
 */
record CurvesLayout(
    CurvesArea loss,
    CurvesArea accuracy,
    CurvesScale x,
    CurvesScale lossScale,
    CurvesScale accuracyScale,
    List<CurvesTicks.Tick> xTicks,
    List<CurvesTicks.Tick> lossTicks,
    List<CurvesTicks.Tick> accuracyTicks,
    List<CurvesTrace> traces,
    List<CurvesMarks.Mark> marks) {

  /** Of both plots together, the upper one's share. */
  private static final double LOSS_SHARE = 0.58;

  /** Marks that are nearer to each other are told by the more important one. */
  private static final double NEAREST_MARKS = 6;

  /**
   * Lays out what the model has.
   *
   * @param text size of the text in pixels, by which margins and ticks go
   */
  static CurvesLayout of(CurvesModel model, double width, double height, double text) {
    double left = Math.ceil(3.3 * text);
    double right = Math.max(left + 1, width - Math.ceil(1.3 * text));
    double top = Math.ceil(0.6 * text);
    double bottom = Math.max(top + 3, height - Math.ceil(2.1 * text));
    double gap = Math.min(Math.ceil(1.5 * text), (bottom - top) / 3);
    double middle = Math.rint(top + (bottom - top - gap) * LOSS_SHARE);
    CurvesArea loss = new CurvesArea(left, top, right, middle);
    CurvesArea accuracy = new CurvesArea(left, middle + gap, right, bottom);

    int mostX =
        (int)
            Math.max(2, loss.width() / ((model.axis().get() == CurvesAxis.TIME ? 8 : 6.5) * text));
    CurvesScale x = new CurvesScale(xRange(model, mostX), left, right, false);
    List<CurvesTrace> traces = new ArrayList<>();
    for (CurvesRun run : model.runs()) {
      traces.add(CurvesTrace.of(run, model.axis().get(), x, model.smoothing().get()));
    }
    boolean log = model.logarithmic().get();
    CurvesRange lossRange = lossRange(model, traces, log);
    CurvesRange accuracyRange = accuracyRange(model, traces);
    int mostLoss = (int) Math.max(2, loss.height() / (1.75 * text));
    int mostAccuracy = (int) Math.max(1, accuracy.height() / (1.8 * text));
    return new CurvesLayout(
        loss,
        accuracy,
        x,
        new CurvesScale(lossRange, loss.bottom(), loss.top(), log),
        new CurvesScale(accuracyRange, accuracy.bottom(), accuracy.top(), false),
        CurvesTicks.ofX(model.axis().get(), x.range(), mostX),
        log
            ? CurvesTicks.logarithmic(lossRange, mostLoss)
            : CurvesTicks.linear(lossRange, mostLoss),
        CurvesTicks.accuracy(accuracyRange, mostAccuracy),
        traces,
        marks(model, x));
  }

  /** All there is reaches up to a whole or half tick, so that the axis rests while a run grows. */
  private static CurvesRange xRange(CurvesModel model, int most) {
    CurvesRange chosen = model.zoom().get().x();
    if (chosen != null) {
      return chosen;
    }
    double end = model.all().high();
    double half = CurvesTicks.xStep(model.axis().get(), end, most) / 2;
    return new CurvesRange(0, Math.ceil(end / half - 1e-9) * half);
  }

  private static CurvesRange lossRange(CurvesModel model, List<CurvesTrace> traces, boolean log) {
    CurvesRange chosen = model.zoom().get().loss();
    if (chosen != null) {
      return chosen;
    }
    double[] losses =
        traces.stream()
            .flatMapToDouble(trace -> DoubleStream.of(trace.losses()))
            .filter(value -> !log || value > 0)
            .toArray();
    if (losses.length == 0) {
      return log ? new CurvesRange(0.1, 10) : new CurvesRange(0, 5);
    }
    double low = DoubleStream.of(losses).min().orElseThrow();
    double high = Math.max(DoubleStream.of(losses).max().orElseThrow(), low * 1.0001 + 1e-12);
    if (log) {
      double margin = Math.pow(high / low, 0.04);
      return new CurvesRange(low / margin, high * margin);
    }
    CurvesRange padded = new CurvesRange(low, high).padded(0.04);
    return low >= 0 && padded.low() < 0 ? new CurvesRange(0, padded.high()) : padded;
  }

  private static CurvesRange accuracyRange(CurvesModel model, List<CurvesTrace> traces) {
    CurvesRange chosen = model.zoom().get().accuracy();
    if (chosen != null) {
      return chosen;
    }
    double most =
        traces.stream()
            .flatMap(trace -> trace.validations().stream())
            .mapToDouble(each -> Math.max(each.top1(), each.top5()) * 100)
            .max()
            .orElse(100);
    double unit = most > 20 ? 20 : most > 5 ? 5 : 1;
    return new CurvesRange(0, Math.max(1, Math.ceil(most / unit)) * unit);
  }

  private static List<CurvesMarks.Mark> marks(CurvesModel model, CurvesScale x) {
    CurvesRun run = model.shown().get();
    List<CurvesMarks.Mark> marks = new ArrayList<>();
    if (run.isEmpty()) {
      return marks;
    }
    RunHistory history = run.history();
    ValidationEvent best = history.best();
    if (best != null) {
      add(marks, model, x, history, best.step(), "Best", true);
    }
    List<LearningRateEvent> changes = history.learningRates();
    for (int i = changes.size() - 1; i >= 0; i--) {
      LearningRateEvent each = changes.get(i);
      String label = "LR " + CurvesText.rate(each.from()) + " → " + CurvesText.rate(each.to());
      add(marks, model, x, history, each.step(), label, false);
    }
    return marks;
  }

  private static void add(
      List<CurvesMarks.Mark> marks,
      CurvesModel model,
      CurvesScale x,
      RunHistory history,
      int step,
      String label,
      boolean best) {
    double at = model.axis().get().of(history, step);
    double pixel = x.pixel(at);
    if (x.range().contains(at)
        && marks.stream().noneMatch(each -> Math.abs(each.x() - pixel) < NEAREST_MARKS)) {
      marks.add(new CurvesMarks.Mark(pixel, label, best));
    }
  }

  /** The scale that a quantity is drawn on. */
  CurvesScale scaleOf(CurvesQuantity quantity) {
    return quantity.isLoss() ? lossScale : accuracyScale;
  }

  /** The plot at a point of the canvas; null beside them. */
  @Nullable CurvesArea areaAt(double px, double py) {
    return loss.contains(px, py) ? loss : accuracy.contains(px, py) ? accuracy : null;
  }
}
