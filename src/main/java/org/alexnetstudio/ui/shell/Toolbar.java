package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.session.Engines;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.run.Preparation;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/**
 * The bar on top: experiment, state, device, progress with time left, and the training's buttons.
 */
final class Toolbar extends HBox {
  private final StudioModel model;
  private final MenuButton name = new MenuButton("No experiment");
  private final Label below = new Label("Choose where to begin");
  private final Label state = new Label();
  private final Label device = new Label();
  private final Label progressText = new Label();
  private final Label timeLeft = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final VBox progress;
  private final Label hint = new Label();
  private final MenuButton rate = new MenuButton();
  private final Button start;
  private final Button pause;
  private final Button stop;
  private final Button resumeRun;
  private final ObservableValue<String> experimentName;
  private final ObservableValue<String> experimentFile;
  private final ObservableValue<@Nullable Experiment> experiment;
  private final ObservableValue<@Nullable String> problem;
  private TimeLeft estimate = new TimeLeft();
  private boolean narrow;

  Toolbar(
      StudioModel model,
      TrainingCommands commands,
      List<MenuItem> menu,
      ObservableValue<String> experimentName,
      ObservableValue<String> experimentFile,
      ObservableValue<@Nullable Experiment> experiment,
      ObservableValue<@Nullable String> problem) {
    this.model = model;
    this.experimentName = experimentName;
    this.experimentFile = experimentFile;
    this.experiment = experiment;
    this.problem = problem;
    getStyleClass().add("toolbar");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().addAll("flat", "experiment-name");
    name.getItems().setAll(menu);
    name.setAccessibleText("Experiment: open, save, runs");
    below.getStyleClass().addAll("text-muted", "text-small");
    VBox names = new VBox(name, below);
    names.setAlignment(Pos.CENTER_LEFT);
    names.setMinWidth(120);
    state.setMinWidth(Region.USE_PREF_SIZE);
    device.getStyleClass().add("chip");
    device.setGraphic(Icons.of("mdmz-memory"));
    device.setMinWidth(Region.USE_PREF_SIZE);
    timeLeft.getStyleClass().addAll("text-muted", "text-small");
    progressText.getStyleClass().add("text-small");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.getStyleClass().add("small");
    bar.setAccessibleText("Progress of the training");
    BorderPane words = new BorderPane(null, null, timeLeft, null, progressText);
    progress = new VBox(4, words, bar);
    progress.setAlignment(Pos.CENTER);
    hint.getStyleClass().add("text-muted");
    hint.setMinWidth(0);
    StackPane middle = new StackPane(progress, hint);
    StackPane.setAlignment(hint, Pos.CENTER_RIGHT);
    middle.setAlignment(Pos.CENTER_RIGHT);
    middle.setMinWidth(0);
    HBox.setHgrow(middle, Priority.ALWAYS);
    rate.getStyleClass().add("rate");
    rate.setId("learning-rate");
    rate.setTooltip(new Tooltip("Change the learning rate from the next step on"));
    rate.setMinWidth(Region.USE_PREF_SIZE);
    rate.getItems()
        .setAll(
            factor("As scheduled", 0, 1),
            new SeparatorMenuItem(),
            factor("× 10", 10, 0),
            factor("× 2", 2, 0),
            factor("÷ 2", 0.5, 0),
            factor("÷ 10", 0.1, 0),
            new SeparatorMenuItem(),
            other());
    start = commands.start().button(Icons.of("mdmz-play_arrow"));
    start.getStyleClass().add("success");
    pause = commands.pause().button(Icons.of("mdmz-pause"));
    stop = commands.stop().button(Icons.of("mdmz-stop"));
    stop.getStyleClass().add("stop");
    resumeRun = commands.resumeRun().button(Icons.of("mdmz-restore"));
    resumeRun.getStyleClass().add("accent");
    for (Region fixed : List.of(start, pause, stop, resumeRun)) {
      fixed.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().addAll(names, state, device, middle, rate, resumeRun, start, pause, stop);
    experimentName.addListener((value, before, now) -> update());
    experimentFile.addListener((value, before, now) -> update());
    experiment.addListener((value, before, now) -> update());
    problem.addListener((value, before, now) -> update());
    model.phase().addListener((value, before, now) -> update());
    model
        .run()
        .addListener(
            (value, before, now) -> {
              estimate = new TimeLeft();
              update();
            });
    model.run().flatMap(ShownRun::revision).addListener((value, before, now) -> update());
    update();
  }

  private MenuItem factor(String text, double times, double exactly) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(
        event ->
            model.setLearningRateFactor(
                exactly > 0
                    ? exactly
                    : Math.max(1e-6, Math.min(1000, times * model.learningRateFactor()))));
    return item;
  }

  private MenuItem other() {
    MenuItem item = new MenuItem("Other…");
    item.setOnAction(event -> askRate());
    return item;
  }

  private void askRate() {
    StepEvent last = model.run().get().history().last();
    if (last == null) {
      return;
    }
    TextInputDialog dialog =
        new TextInputDialog(String.format(Locale.ROOT, "%.4g", last.learningRate()));
    dialog.initOwner(getScene().getWindow());
    dialog.setTitle("Learning rate");
    dialog.setHeaderText("Learning rate from the next step on");
    dialog.setContentText("The schedule goes on from it:");
    dialog.showAndWait().ifPresent(this::setRate);
  }

  private void setRate(String text) {
    StepEvent last = model.run().get().history().last();
    try {
      double wanted = Double.parseDouble(text.strip().replace(',', '.'));
      if (last != null) {
        model.setLearningRateFactor(wanted / last.learningRate() * model.learningRateFactor());
      }
    } catch (IllegalArgumentException e) {
      ErrorDialog.show(
          getScene().getWindow(),
          StudioException.badInput(
              "The learning rate stays as it is",
              "“" + text + "” can't be one here",
              "Type a number above 0, at most a thousand times the schedule's, such as 0.001."));
    }
  }

  private void update() {
    ShownRun run = model.run().get();
    Phase phase = model.phase().get();
    RunDetails details = run.details().get();
    StartEvent begun = run.history().start();
    StepEvent last = run.history().last();
    boolean wrong = problem.getValue() != null && details == null && !phase.trains();
    state.setText(
        wrong ? String.valueOf(problem.getValue()).replaceFirst(" · .*", "") : phase.words());
    showStyle(wrong ? "chip-danger" : phase.style());
    boolean shown = details != null || phase.trains();
    name.setText(
        details != null
            ? details.experiment().name()
            : experimentName.getValue().isEmpty() ? "No experiment" : experimentName.getValue());
    below.setText(
        details == null || begun == null
            ? experimentFile.getValue().isEmpty()
                ? "Choose where to begin"
                : experimentFile.getValue()
            : "Run "
                + details.folder().getFileName().toString().replaceAll("_.*", "")
                + " · "
                + details.classNames().size()
                + " classes · "
                + String.format(Locale.ROOT, "%,d", begun.trainingImages())
                + " images");
    Experiment shownExperiment = details == null ? experiment.getValue() : details.experiment();
    device.setText(
        (begun == null ? "CPU" : begun.device().toUpperCase(Locale.ROOT))
            + " · "
            + (shownExperiment == null
                ? Engines.Name.MXNET.text()
                : shownExperiment.training().engine()));
    updateProgress(phase, run.preparation().get(), begun, last);
    String why = problem.getValue();
    hint.setText(
        shown
            ? ""
            : why != null ? "Start is off until the problem is solved" : "Nothing is running");
    show(hint, !hint.getText().isEmpty() && !progress.isVisible() && !narrow);
    boolean trains = phase == Phase.TRAINING || phase == Phase.PAUSED;
    rate.setText(last == null ? "LR" : String.format(Locale.ROOT, "LR %.4g", last.learningRate()));
    show(rate, trains && !narrow);
    show(resumeRun, phase.resumable());
    showPause(phase == Phase.PAUSED ? "Resume" : "Pause");
  }

  private void showStyle(String style) {
    List<String> wanted =
        style.isEmpty() ? List.of("label", "chip") : List.of("label", "chip", style);
    if (!state.getStyleClass().equals(wanted)) {
      state.getStyleClass().setAll(wanted);
    }
  }

  private void showPause(String word) {
    if (!word.equals(pause.getText())) {
      pause.setText(word);
      pause.setGraphic(Icons.of(word.equals("Resume") ? "mdmz-play_arrow" : "mdmz-pause"));
      pause.setAccessibleText(word);
      pause.getTooltip().setText(word + " (Space)");
    }
  }

  private void updateProgress(
      Phase phase,
      @Nullable Preparation preparation,
      @Nullable StartEvent begun,
      @Nullable StepEvent last) {
    boolean preparing = phase == Phase.PREPARING;
    show(progress, preparing || (begun != null && last != null));
    if (preparing) {
      boolean known = preparation != null && preparation.total() > 0;
      progressText.setText(preparation == null ? "Preparing" : preparation.part());
      timeLeft.setText(
          known && preparation != null
              ? String.format(Locale.ROOT, "%,d of %,d", preparation.done(), preparation.total())
              : "");
      bar.setProgress(
          known && preparation != null
              ? (double) preparation.done() / preparation.total()
              : ProgressBar.INDETERMINATE_PROGRESS);
    } else if (begun != null && last != null) {
      double share = (double) last.step() / Math.max(1, begun.epochs() * begun.stepsPerEpoch());
      progressText.setText("Epoch " + last.epoch() + " of " + begun.epochs());
      bar.setProgress(share);
      double left = estimate.seconds(begun, last);
      String percent = Math.round(100 * share) + " %";
      boolean goesOn = phase == Phase.TRAINING || phase == Phase.WATCHING;
      timeLeft.setText(
          goesOn && left >= 0
              ? (narrow ? "" : percent + " · ") + Durations.text(left) + " left"
              : percent);
    }
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  /** Icons without words, and no learning rate, where the window is narrow. */
  void setNarrow(boolean nowNarrow) {
    narrow = nowNarrow;
    ContentDisplay display = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
    for (Labeled button : List.of(start, stop)) {
      button.setContentDisplay(display);
    }
    progress.setMaxWidth(narrow ? 220 : 320);
    progress.setPrefWidth(narrow ? 220 : 320);
    update();
  }
}
