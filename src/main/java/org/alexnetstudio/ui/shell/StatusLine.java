package org.alexnetstudio.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.util.Duration;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.session.MemoryUse;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.run.RunHistory;
import org.alexnetstudio.ui.run.ShownRun;
import org.alexnetstudio.ui.shell.Figures.Figure;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;

/** The line at the bottom: the training in figures, memory, the age of the last checkpoint. */
final class StatusLine extends StatusBar {
  private static final Duration MEMORY_EVERY = Duration.seconds(2);
  private static final double BILLION = 1e9;
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final StudioModel model;
  private final Studio studio;
  private final ObservableValue<@Nullable String> problem;
  private final Figures figures = new Figures();
  private final Figures end = new Figures();
  private @Nullable MemoryUse memory;
  private boolean narrow;

  StatusLine(StudioModel model, Studio studio, ObservableValue<@Nullable String> problem) {
    this.model = model;
    this.studio = studio;
    this.problem = problem;
    getStyleClass().add("status-line");
    setText("");
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
    String wrong = problem.getValue();
    boolean begun = run.history().start() != null && run.history().last() != null;
    figures.pseudoClassStateChanged(DANGER, !begun && wrong != null);
    if (begun) {
      figures.show(trainingFigures(run.history()));
    } else if (wrong != null) {
      figures.show(List.of(new Figure("", wrong, "")));
    } else {
      figures.show(List.of(new Figure("Ready · press ", "F1", " for all shortcuts")));
    }
    end.show(endFigures(run.history()));
  }

  private List<Figure> trainingFigures(RunHistory history) {
    StartEvent start = Objects.requireNonNull(history.start());
    StepEvent last = Objects.requireNonNull(history.last());
    List<Figure> parts = new ArrayList<>();
    int total = start.epochs() * start.stepsPerEpoch();
    parts.add(Figure.of("Step", "%,d / %,d", last.step(), total));
    parts.add(Figure.of("Epoch", "%d / %d", last.epoch(), start.epochs()));
    if (model.phase().get() == Phase.TRAINING || model.phase().get() == Phase.WATCHING) {
      parts.add(Figure.of("", "%.1f images/s", last.imagesPerSecond()));
    }
    parts.add(Figure.of("Loss", "%.3f", last.loss()));
    List<ValidationEvent> validations = history.validations();
    if (!validations.isEmpty()) {
      ValidationEvent validation = validations.get(validations.size() - 1);
      parts.add(Figure.of("Val top-1", "%.1f %%", 100 * validation.top1()));
      if (!narrow) {
        parts.add(Figure.of("Val top-5", "%.1f %%", 100 * validation.top5()));
      }
    }
    return parts;
  }

  private List<Figure> endFigures(RunHistory history) {
    List<Figure> parts = new ArrayList<>();
    MemoryUse use = memory;
    if (use != null) {
      parts.add(
          new Figure(
              "Memory ",
              String.format(Locale.ROOT, "%.1f", use.used() / BILLION),
              String.format(Locale.ROOT, " of %.1f GB", use.total() / BILLION)));
    }
    CheckpointEvent saved = history.checkpoint();
    if (saved != null && !narrow && model.phase().get().trains()) {
      double age = (System.currentTimeMillis() - saved.timeMillis()) / 1000.0;
      parts.add(new Figure("Saved ", Durations.ago(age), ""));
    }
    return parts;
  }

  void setNarrow(boolean nowNarrow) {
    narrow = nowNarrow;
    update();
  }
}
