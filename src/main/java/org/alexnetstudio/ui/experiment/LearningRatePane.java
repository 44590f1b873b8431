package org.alexnetstudio.ui.experiment;

import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.TrainingSpec;
import org.alexnetstudio.session.SchedulePreview;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.jspecify.annotations.Nullable;

/** The learning rate over the epochs, on a logarithmic axis. */
final class LearningRatePane {
  private static final double LEFT = 52;
  private static final double RIGHT = 16;
  private static final double TOP = 12;
  private static final double BOTTOM = 28;

  /** Lower is as good as nothing. */
  private static final double LEAST = 1e-4;

  private final PaneFrame frame = new PaneFrame("Learning rate");
  private final Canvas canvas = new Canvas();
  private final EmptyState empty =
      new EmptyState("mdmz-show_chart", "The rate over the epochs appears when nothing is wrong.");
  private final ObservableValue<Palette> palette;
  private @Nullable SchedulePreview preview;

  LearningRatePane(ObservableValue<Palette> palette) {
    this.palette = palette;
    canvas.setManaged(false);
    Pane pane = new Pane(canvas);
    pane.setMinSize(0, 0);
    frame.setBody(pane, empty);
    canvas.widthProperty().bind(pane.widthProperty());
    canvas.heightProperty().bind(pane.heightProperty());
    canvas.widthProperty().addListener((size, before, now) -> draw());
    canvas.heightProperty().addListener((size, before, now) -> draw());
    palette.addListener((value, before, now) -> draw());
  }

  /** Shows another experiment; null for none. */
  void show(@Nullable Experiment experiment) {
    SchedulePreview next = experiment == null ? null : new SchedulePreview(experiment.training());
    empty.setVisible(next == null);
    if (next == null ? preview != null : !next.equals(preview)) {
      preview = next;
      String example = "an example: real drops come on plateaus";
      frame.subtitle().set(next != null && next.isExample() ? example : "");
      canvas.setAccessibleText(next == null ? "" : spoken(next));
      draw();
    }
  }

  private static String spoken(SchedulePreview preview) {
    TrainingSpec training = preview.training();
    return "Learning rate from "
        + training.schedule().initial()
        + " to "
        + Axis.label(preview.rateAt(training.epochs()))
        + " over "
        + training.epochs()
        + " epochs";
  }

  /** The powers of ten between which the rate stays. */
  private record Axis(int lowest, int highest) {
    static Axis of(SchedulePreview preview) {
      double initial = preview.training().schedule().initial();
      int epochs = preview.training().epochs();
      double least = initial;
      for (int i = 0; i <= 200; i++) {
        double rate = preview.rateAt(epochs * i / 200.0);
        least = rate > 0 ? Math.min(least, rate) : least;
      }
      int highest = (int) Math.ceil(Math.log10(initial) - 1e-9);
      double floor = Math.log10(Math.max(least, initial * LEAST));
      return new Axis(Math.min(highest - 1, (int) Math.floor(floor + 1e-9)), highest);
    }

    /** 0 at the top, 1 at the bottom. */
    double place(double rate) {
      double power = rate <= 0 ? lowest : Math.max(lowest, Math.log10(rate));
      return (highest - power) / (highest - lowest);
    }

    static String label(double rate) {
      if (rate >= 0.001) {
        return String.valueOf((float) rate);
      }
      int power = (int) Math.floor(Math.log10(Math.max(rate, 1e-30)) + 1e-9);
      return rate <= 0 ? "0" : "1e" + power;
    }
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    SchedulePreview now = preview;
    double width = canvas.getWidth() - LEFT - RIGHT;
    double height = canvas.getHeight() - TOP - BOTTOM;
    if (now == null || width < 40 || height < 20) {
      return;
    }
    Palette colours = palette.getValue();
    Axis axis = Axis.of(now);
    g.setFont(Font.font("Inter", 11));
    g.setFill(colours.muted());
    g.setStroke(colours.grid());
    g.setLineWidth(1);
    g.setLineDashes();
    g.setTextAlign(TextAlignment.RIGHT);
    g.setTextBaseline(VPos.CENTER);
    for (int power = axis.lowest(); power <= axis.highest(); power++) {
      double y = Math.rint(TOP + height * axis.place(Math.pow(10, power))) + 0.5;
      g.strokeLine(LEFT, y, LEFT + width, y);
      g.fillText(Axis.label(Math.pow(10, power)), LEFT - 8, y);
    }
    int epochs = now.training().epochs();
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.TOP);
    for (int i = 0; i <= 3; i++) {
      long epoch = Math.round(epochs * i / 3.0);
      String label = i == 3 ? epoch + " epochs" : String.valueOf(epoch);
      g.setTextAlign(i == 3 ? TextAlignment.RIGHT : TextAlignment.CENTER);
      g.fillText(label, LEFT + width * epoch / epochs + (i == 3 ? 8 : 0), TOP + height + 8);
    }
    g.setStroke(colours.accent());
    g.setLineWidth(2);
    if (now.isExample()) {
      g.setLineDashes(7, 5);
    }
    g.beginPath();
    for (double x = 0; x <= width; x++) {
      // Up to just before the end: what comes after the last step is never used.
      double rate = now.rateAt(Math.min(epochs - 1e-6, epochs * x / width));
      double y = TOP + height * axis.place(rate);
      if (x == 0) {
        g.moveTo(LEFT, y);
      } else {
        g.lineTo(LEFT + x, y);
      }
    }
    g.stroke();
    g.setLineDashes();
  }

  PaneFrame frame() {
    return frame;
  }
}
