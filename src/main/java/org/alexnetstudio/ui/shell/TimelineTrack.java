package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/**
 * The track of the timeline: a tick for each snapshot, a star at the best epoch, triangles where
 * the learning rate changed, blue up to where the training is, and the knob at the cursor.
 */
final class TimelineTrack extends Region {
  private static final double SIDE = 12;
  private static final double LINE = 25;
  private static final double KNOB = 7;

  /** Labels of epochs stand no nearer. */
  private static final double LABEL_PIXELS = 56;

  private final Canvas canvas = new Canvas();
  private final ObservableValue<Palette> palette;
  private IntConsumer scrub = step -> {};
  private @Nullable ShownRun shown;

  TimelineTrack(ObservableValue<Palette> palette) {
    this.palette = palette;
    getChildren().add(canvas);
    setMinSize(100, 52);
    setPrefHeight(52);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText("Timeline");
    getStyleClass().add("timeline-track");
    palette.addListener((value, before, now) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::moved);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
  }

  void setOnScrub(IntConsumer to) {
    scrub = to;
  }

  private void moved(MouseEvent event) {
    requestFocus();
    double share = (event.getX() - SIDE) / Math.max(1, getWidth() - 2 * SIDE);
    scrub.accept((int) Math.round(Math.max(0, Math.min(1, share)) * total()));
  }

  private int total() {
    StartEvent start = shown == null ? null : shown.history().start();
    int planned = start == null ? 0 : start.epochs() * start.stepsPerEpoch();
    return Math.max(1, Math.max(planned, shown == null ? 0 : shown.history().lastStep()));
  }

  private double x(double step) {
    return SIDE + step / total() * (getWidth() - 2 * SIDE);
  }

  void show(ShownRun run) {
    shown = run;
    setAccessibleText(
        String.format(
            Locale.ROOT,
            "Timeline, step %,d of %,d",
            run.cursor().get(),
            run.history().lastStep()));
    // Drawn once with the next frame, however much has changed before it.
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    Palette colours = palette.getValue();
    g.clearRect(0, 0, getWidth(), getHeight());
    g.setFill(colours.grid());
    g.fillRoundRect(SIDE, LINE - 2, getWidth() - 2 * SIDE, 4, 4, 4);
    ShownRun run = shown;
    StartEvent start = run == null ? null : run.history().start();
    if (run == null || start == null) {
      return;
    }
    g.setFill(colours.accent());
    g.fillRoundRect(SIDE, LINE - 2, x(run.history().lastStep()) - SIDE, 4, 4, 4);
    drawSnapshots(g, colours, run.timeline().get());
    drawMarks(g, colours, run);
    drawEpochs(g, colours, start);
    double knob = x(Math.min(run.cursor().get(), total()));
    g.setFill(colours.background());
    g.fillOval(knob - KNOB, LINE - KNOB, 2 * KNOB, 2 * KNOB);
    g.setStroke(isFocused() ? colours.text() : colours.accent());
    g.setLineWidth(3);
    g.strokeOval(knob - KNOB, LINE - KNOB, 2 * KNOB, 2 * KNOB);
  }

  private void drawSnapshots(GraphicsContext g, Palette colours, List<Integer> steps) {
    g.setStroke(colours.muted());
    g.setLineWidth(1);
    double last = Double.NEGATIVE_INFINITY;
    for (int step : steps) {
      double x = Math.floor(x(step)) + 0.5;
      // More ticks than pixels would be a bar.
      if (x - last >= 3) {
        g.strokeLine(x, LINE - 10, x, LINE - 5);
        last = x;
      }
    }
  }

  private void drawMarks(GraphicsContext g, Palette colours, ShownRun run) {
    g.setFill(colours.warning());
    for (LearningRateEvent change : run.history().learningRates()) {
      double x = x(change.step());
      g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {4, 4, 11}, 3);
    }
    ValidationEvent best = null;
    for (ValidationEvent each : run.history().validations()) {
      best = each.best() ? each : best;
    }
    if (best != null) {
      g.setFill(colours.success());
      star(g, x(best.step()), 8, 6);
    }
  }

  private static void star(GraphicsContext g, double x, double y, double radius) {
    double[] xs = new double[10];
    double[] ys = new double[10];
    for (int i = 0; i < 10; i++) {
      double r = i % 2 == 0 ? radius : radius * 0.42;
      xs[i] = x + r * Math.sin(i * Math.PI / 5);
      ys[i] = y - r * Math.cos(i * Math.PI / 5);
    }
    g.fillPolygon(xs, ys, 10);
  }

  private void drawEpochs(GraphicsContext g, Palette colours, StartEvent start) {
    g.setFill(colours.muted());
    g.setStroke(colours.muted());
    g.setFont(Font.font("Inter", 11));
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.TOP);
    double pixels = (getWidth() - 2 * SIDE) / Math.max(1, start.epochs());
    int every = 1;
    for (int factor = 0; every * pixels < LABEL_PIXELS; factor++) {
      every = every * (factor % 3 == 1 ? 5 : 2) / (factor % 3 == 1 ? 2 : 1);
    }
    for (int epoch = 0; epoch <= start.epochs(); epoch += every) {
      double x = x((double) epoch * start.stepsPerEpoch());
      g.strokeLine(Math.floor(x) + 0.5, LINE + 5, Math.floor(x) + 0.5, LINE + 9);
      g.fillText(Integer.toString(epoch), x, LINE + 11);
    }
  }
}
