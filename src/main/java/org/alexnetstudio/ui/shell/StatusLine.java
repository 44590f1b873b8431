package org.alexnetstudio.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.session.MemoryUse;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.run.ShownRun;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;

/** The line at the bottom: the training in figures, memory, the age of the last checkpoint. */
final class StatusLine extends StatusBar {
  private static final Duration MEMORY_EVERY = Duration.seconds(2);
  private static final double BILLION = 1e9;

  private final StudioModel model;
  private final Studio studio;
  private final ObservableValue<@Nullable String> problem;
  private final HBox figures = new HBox();
  private final HBox end = new HBox();
  private @Nullable MemoryUse memory;
  private boolean narrow;

  StatusLine(StudioModel model, Studio studio, ObservableValue<@Nullable String> problem) {
    this.model = model;
    this.studio = studio;
    this.problem = problem;
    getStyleClass().add("status-line");
    setText("");
    figures.getStyleClass().add("figures");
    end.getStyleClass().add("figures");
    getLeftItems().add(figures);
    getRightItems().add(end);
    model.run().addListener((value, before, now) -> update());
    model.run().flatMap(ShownRun::revision).addListener((value, before, now) -> update());
    model.phase().addListener((value, before, now) -> update());
    problem.addListener((value, before, now) -> update());
    update();
    FxThread.after(MEMORY_EVERY, this::askForMemory);
  }

  private void askForMemory() {
    FxThread.whenDone(studio.memory(), this::setMemory, ignored -> {});
    FxThread.after(MEMORY_EVERY, this::askForMemory);
  }

  private void setMemory(MemoryUse now) {
    memory = now;
    update();
  }

  private void update() {
    ShownRun run = model.run().get();
    List<TextFlow> parts = new ArrayList<>();
    StartEvent start = run.history().start();
    StepEvent last = run.history().last();
    String wrong = problem.getValue();
    if (start != null && last != null) {
      int total = start.epochs() * start.stepsPerEpoch();
      parts.add(figure("Step", "%,d / %,d", last.step(), total));
      parts.add(figure("Epoch", "%d / %d", last.epoch(), start.epochs()));
      if (model.phase().get() == Phase.TRAINING || model.phase().get() == Phase.WATCHING) {
        parts.add(figure("", "%.1f images/s", last.imagesPerSecond()));
      }
      parts.add(figure("Loss", "%.3f", last.loss()));
      List<ValidationEvent> validations = run.history().validations();
      if (!validations.isEmpty()) {
        ValidationEvent validation = validations.get(validations.size() - 1);
        parts.add(figure("Val top-1", "%.1f %%", 100 * validation.top1()));
        if (!narrow) {
          parts.add(figure("Val top-5", "%.1f %%", 100 * validation.top5()));
        }
      }
    } else if (wrong != null) {
      TextFlow flow = figure("", "%s", wrong);
      flow.getStyleClass().add("danger");
      parts.add(flow);
    } else {
      parts.add(new TextFlow(text("Ready · press "), strong("F1"), text(" for all shortcuts")));
    }
    fill(figures, parts);
    List<TextFlow> right = new ArrayList<>();
    if (memory != null) {
      right.add(
          new TextFlow(
              text("Memory "),
              strong(String.format(Locale.ROOT, "%.1f", memory.used() / BILLION)),
              text(String.format(Locale.ROOT, " of %.1f GB", memory.total() / BILLION))));
    }
    CheckpointEvent saved = run.history().checkpoint();
    if (saved != null && !narrow && model.phase().get().trains()) {
      double age = (System.currentTimeMillis() - saved.timeMillis()) / 1000.0;
      right.add(new TextFlow(text("Saved "), strong(Durations.ago(age))));
    }
    fill(end, right);
  }

  /** Nodes are made anew only where the words are others: that is cheaper than drawing them. */
  private static void fill(HBox box, List<TextFlow> parts) {
    List<String> words = parts.stream().map(StatusLine::words).toList();
    if (words.equals(box.getUserData())) {
      return;
    }
    box.setUserData(words);
    box.getChildren().clear();
    for (TextFlow part : parts) {
      if (!box.getChildren().isEmpty()) {
        box.getChildren().add(new Separator(Orientation.VERTICAL));
      }
      box.getChildren().add(new Label(null, part));
    }
  }

  private static String words(TextFlow part) {
    return part.getChildren().stream()
        .map(text -> ((Text) text).getText())
        .collect(Collectors.joining());
  }

  private static TextFlow figure(String name, String format, Object... values) {
    Text value = strong(String.format(Locale.ROOT, format, values));
    return name.isEmpty() ? new TextFlow(value) : new TextFlow(text(name + " "), value);
  }

  private static Text text(String words) {
    Text text = new Text(words);
    text.getStyleClass().add("name");
    return text;
  }

  private static Text strong(String words) {
    Text text = new Text(words);
    text.getStyleClass().add("value");
    return text;
  }

  void setNarrow(boolean nowNarrow) {
    narrow = nowNarrow;
    update();
  }
}
