package org.alexnetstudio.ui.train;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.fx.Palette;

/** Draws a layout: grid, lines, marks. */
final class CurvesPainter {
  /** So that the smoothed line stands out from the raw losses. */
  private static final double RAW_OPACITY = 0.45;

  private static final double MARK_DASH = 3;

  private final GraphicsContext canvas;
  private final Palette palette;
  private final Font font;
  private final Font strong;
  private final Text ruler = new Text();

  /** Draws on {@code canvas} in the theme's colours. */
  CurvesPainter(GraphicsContext canvas, Palette palette, Font font) {
    this.canvas = canvas;
    this.palette = palette;
    this.font = font;
    strong = Font.font("Inter Semi Bold", font.getSize());
    canvas.setLineJoin(StrokeLineJoin.ROUND);
    canvas.setLineCap(StrokeLineCap.BUTT);
  }

  /** The font of titles. */
  Font strong() {
    return strong;
  }

  double widthOf(String text) {
    ruler.setFont(font);
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }

  double widthOfStrong(String text) {
    ruler.setFont(strong);
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }

  /** Draws all of it. */
  void paint(CurvesLayout layout, boolean logarithmic) {
    grid(layout);
    double inset = font.getSize() * 0.55;
    canvas.setTextAlign(TextAlignment.LEFT);
    canvas.setFont(strong);
    canvas.setFill(palette.muted());
    canvas.setTextBaseline(VPos.BOTTOM);
    canvas.fillText(
        logarithmic ? "Loss, log" : "Loss",
        layout.loss().left() + inset,
        layout.loss().bottom() - 2);
    canvas.setTextBaseline(VPos.TOP);
    canvas.fillText("Accuracy %", layout.accuracy().left() + inset, layout.accuracy().top() + 2);

    inside(layout.loss(), () -> losses(layout));
    inside(layout.accuracy(), () -> accuracies(layout));
    marks(layout);
  }

  private void inside(CurvesArea area, Runnable drawing) {
    canvas.save();
    canvas.beginPath();
    // A line at the edge keeps its full width.
    canvas.rect(area.left(), area.top() - 2, area.width() + 2, area.height() + 3);
    canvas.clip();
    drawing.run();
    canvas.restore();
  }

  private void grid(CurvesLayout layout) {
    canvas.setFont(font);
    canvas.setLineWidth(1);
    canvas.setStroke(palette.grid());
    canvas.setFill(palette.axis());
    canvas.setTextAlign(TextAlignment.RIGHT);
    canvas.setTextBaseline(VPos.CENTER);
    double labels = layout.loss().left() - font.getSize() * 0.7;
    for (CurvesTicks.Tick tick : layout.lossTicks()) {
      level(layout.loss(), layout.lossScale().pixel(tick.value()), tick.label(), labels);
    }
    for (CurvesTicks.Tick tick : layout.accuracyTicks()) {
      level(layout.accuracy(), layout.accuracyScale().pixel(tick.value()), tick.label(), labels);
    }
    CurvesArea below = layout.accuracy();
    canvas.setTextAlign(TextAlignment.CENTER);
    canvas.setTextBaseline(VPos.TOP);
    for (CurvesTicks.Tick tick : layout.xTicks()) {
      double x = Math.floor(layout.x().pixel(tick.value())) + 0.5;
      canvas.strokeLine(x, below.bottom(), x, below.bottom() + 3);
      // The last label may not be cut off by the edge.
      double half = widthOf(tick.label()) / 2;
      double at = Math.min(x, below.right() + font.getSize() * 0.9 - half);
      canvas.fillText(tick.label(), at, below.bottom() + font.getSize() * 0.7);
    }
  }

  private void level(CurvesArea area, double y, String label, double labelEnd) {
    double line = Math.floor(y) + 0.5;
    canvas.strokeLine(area.left(), line, area.right(), line);
    canvas.fillText(label, labelEnd, y);
  }

  private void losses(CurvesLayout layout) {
    for (CurvesTrace trace : layout.traces()) {
      if (trace.run().style().isShown()) {
        raw(layout, trace);
      }
    }
    for (int i = layout.traces().size() - 1; i >= 0; i--) {
      CurvesTrace trace = layout.traces().get(i);
      validations(layout, trace, CurvesQuantity.VALIDATION_LOSS);
      double[] y = new double[trace.x().length];
      for (int c = 0; c < y.length; c++) {
        y[c] = layout.lossScale().pixel(trace.smooth()[c]);
      }
      line(trace, CurvesQuantity.TRAINING_LOSS, trace.x(), y);
    }
  }

  private void accuracies(CurvesLayout layout) {
    for (int i = layout.traces().size() - 1; i >= 0; i--) {
      validations(layout, layout.traces().get(i), CurvesQuantity.TOP5);
      validations(layout, layout.traces().get(i), CurvesQuantity.TOP1);
    }
  }

  private void raw(CurvesLayout layout, CurvesTrace trace) {
    Color colour = fainter(colour(trace, CurvesQuantity.TRAINING_LOSS));
    int columns = trace.x().length;
    double[] low = new double[columns];
    double[] high = new double[columns];
    for (int c = 0; c < columns; c++) {
      low[c] = layout.lossScale().pixel(trace.low()[c]);
      high[c] = layout.lossScale().pixel(trace.high()[c]);
    }
    if (columns > 1 && trace.x()[columns - 1] - trace.x()[0] < 1.1 * columns) {
      canvas.setFill(colour);
      bars(trace.x(), low, high);
    } else {
      canvas.setLineWidth(1);
      canvas.setStroke(colour);
      zigzag(trace.x(), low, high);
    }
  }

  /**
   * A bar in each column, that reaches to the one before: a path of all would take ten times as
   * long.
   */
  private void bars(double[] x, double[] low, double[] high) {
    for (int c = 0; c < x.length; c++) {
      double top = high[c];
      double bottom = low[c];
      if (c > 0) {
        top = Math.min(top, low[c - 1]);
        bottom = Math.max(bottom, high[c - 1]);
      }
      double first = Math.floor(top);
      canvas.fillRect(Math.floor(x[c]), first, 1, Math.max(1, Math.ceil(bottom) - first));
    }
  }

  /** Up and down from least to greatest at each place, the nearer end first. */
  private void zigzag(double[] at, double[] low, double[] high) {
    double[] x = new double[2 * at.length];
    double[] y = new double[2 * at.length];
    double before = 0;
    for (int c = 0; c < at.length; c++) {
      boolean lowFirst = Math.abs(low[c] - before) < Math.abs(high[c] - before);
      x[2 * c] = at[c];
      x[2 * c + 1] = at[c];
      y[2 * c] = lowFirst ? low[c] : high[c];
      y[2 * c + 1] = lowFirst ? high[c] : low[c];
      before = y[2 * c + 1];
    }
    canvas.strokePolyline(x, y, x.length);
  }

  private static Color fainter(Color colour) {
    return colour.deriveColor(0, 1, 1, RAW_OPACITY);
  }

  private void validations(CurvesLayout layout, CurvesTrace trace, CurvesQuantity quantity) {
    List<ValidationEvent> all = trace.validations();
    double[] x = new double[all.size()];
    double[] y = new double[all.size()];
    int n = 0;
    for (int i = 0; i < all.size(); i++) {
      double value = quantity.of(all.get(i));
      if (Double.isFinite(value)) {
        x[n] = trace.validationX()[i];
        y[n++] = layout.scaleOf(quantity).pixel(value);
      }
    }
    line(trace, quantity, java.util.Arrays.copyOf(x, n), y);
    boolean comparedLoss = !trace.run().style().isShown() && quantity.isLoss();
    boolean farApart = n > 0 && (x[n - 1] - x[0]) / n > 12;
    // One point makes no line; of a compared run, points tell validation from training.
    if (n == 1 || (comparedLoss && farApart)) {
      canvas.setFill(colour(trace, quantity));
      for (int i = 0; i < n; i++) {
        dot(x[i], y[i], 2.5);
      }
    }
  }

  private void line(CurvesTrace trace, CurvesQuantity quantity, double[] x, double[] y) {
    boolean shown = trace.run().style().isShown();
    canvas.setLineWidth(shown ? 2 : 1.5);
    canvas.setLineDashes(trace.run().style().dashes());
    canvas.setStroke(colour(trace, quantity));
    canvas.strokePolyline(x, y, x.length);
    canvas.setLineDashes();
  }

  private Color colour(CurvesTrace trace, CurvesQuantity quantity) {
    return trace.run().style().colour(quantity, palette);
  }

  private void dot(double x, double y, double radius) {
    canvas.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void marks(CurvesLayout layout) {
    canvas.setFont(font);
    canvas.setTextAlign(TextAlignment.LEFT);
    canvas.setTextBaseline(VPos.TOP);
    canvas.setLineWidth(1);
    canvas.setLineDashes(MARK_DASH, MARK_DASH);
    for (CurvesMarks.Mark mark : layout.marks()) {
      double x = Math.floor(mark.x()) + 0.5;
      canvas.setStroke(mark.best() ? palette.success() : palette.warning());
      canvas.strokeLine(x, layout.loss().top(), x, layout.loss().bottom());
      canvas.strokeLine(x, layout.accuracy().top(), x, layout.accuracy().bottom());
    }
    canvas.setLineDashes();
    CurvesArea loss = layout.loss();
    for (CurvesMarks.Label label :
        CurvesMarks.place(layout.marks(), this::widthOf, loss.left(), loss.right())) {
      double y = loss.top() + 1 + label.row() * font.getSize() * 1.35;
      // Over the lines of other marks.
      canvas.setFill(palette.background());
      canvas.fillRect(label.x() - 1, y, label.width() + 2, font.getSize() * 1.25);
      canvas.setFill(label.mark().best() ? palette.success() : palette.warning());
      canvas.fillText(label.mark().label(), label.x(), y);
    }
    bestPoint(layout);
  }

  private void bestPoint(CurvesLayout layout) {
    for (CurvesTrace trace : layout.traces()) {
      ValidationEvent best = trace.run().history().best();
      int i = best == null ? -1 : trace.validations().indexOf(best);
      if (best != null && i >= 0 && trace.run().style().isShown()) {
        double x = trace.validationX()[i];
        double y = layout.accuracyScale().pixel(100 * best.top1());
        if (layout.accuracy().contains(x, y)) {
          canvas.setFill(palette.background());
          dot(x, y, 4.5);
          canvas.setFill(palette.success());
          dot(x, y, 3.5);
        }
      }
    }
  }
}
