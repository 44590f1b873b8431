package org.alexnetstudio.ui.classify;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Command;

/** How far the explanation is, which can be given up; or the offer to compute it. */
final class WhyWorking extends VBox {
  private final WhyModel model;
  private final ProgressBar bar = new ProgressBar();
  private final Label waiting = new Label();

  WhyWorking(WhyModel model, Command cancel) {
    super(6);
    this.model = model;
    setId("why-working");
    Button stop = new Button("Cancel");
    stop.getStyleClass().add("small");
    stop.setId("why-cancel");
    stop.setTooltip(new Tooltip(cancel.tooltip()));
    stop.setOnAction(event -> model.cancel());
    Button compute = again("Compute", model);
    waiting.setWrapText(true);
    waiting.getStyleClass().add("text-small");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.managedProperty().bind(bar.visibleProperty());
    stop.managedProperty().bind(stop.visibleProperty());
    stop.visibleProperty().bind(model.latest().pending());
    bar.visibleProperty().bind(model.latest().pending());
    compute.managedProperty().bind(compute.visibleProperty());
    compute.visibleProperty().bind(model.latest().pending().not());
    getChildren().addAll(waiting, bar, stop, compute);
    model.latest().answer().addListener((value, before, now) -> show());
    model.latest().pending().addListener((value, before, now) -> show());
    model.progress().addListener((value, before, now) -> show());
    model.method().addListener((value, before, now) -> show());
    show();
  }

  /** Asks anew. */
  static Button again(String text, WhyModel model) {
    Button again = new Button(text);
    again.getStyleClass().add("small");
    again.setId("why-again");
    again.setTooltip(new Tooltip("Explain the image in this way"));
    again.setOnAction(event -> model.ask());
    return again;
  }

  private void show() {
    boolean pending = model.latest().pending().get();
    boolean told = model.progress().get() >= 0;
    // What takes no longer than a step is not worth a word.
    boolean needed = pending ? told || !model.isCurrent() : !model.isCurrent();
    setVisible(needed);
    setManaged(needed);
    bar.setProgress(told ? model.progress().get() : ProgressBar.INDETERMINATE_PROGRESS);
    waiting.setText(!pending ? "Not computed." : told ? "Hiding parts of the image" : "Computing");
  }
}
