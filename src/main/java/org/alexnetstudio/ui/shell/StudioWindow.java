package org.alexnetstudio.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.classify.ClassifyView;
import org.alexnetstudio.ui.experiment.ExperimentView;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.train.CurvesView;
import org.alexnetstudio.ui.train.FiltersView;
import org.alexnetstudio.ui.train.MapsView;
import org.alexnetstudio.ui.train.ProbesView;
import org.alexnetstudio.ui.train.TrainLayout;
import org.alexnetstudio.ui.train.TrainView;

/** The window: it builds its pieces once and places them. */
public final class StudioWindow {
  /** Below this width words give way to icons. */
  private static final double NARROW = 1200;

  private static final int EXPERIMENT = 0;
  private static final int TRAIN = 1;
  private static final int CLASSIFY = 2;
  private static final int MOST_RECENT = 10;

  private final Stage stage;
  private final Studio studio;
  private final Look look;
  private final PreferencesFile file;
  private Preferences preferences;
  private final StudioModel model;
  private final Choosers choosers;
  private final Commands commands = new Commands();
  private final TrainingCommands training;
  private final ShellCommands shell;
  private final ObservableList<Path> recent = FXCollections.observableArrayList();
  private final BooleanProperty welcomeAtStart = new SimpleBooleanProperty();

  private final ExperimentView experiment;
  private final TrainView train;
  private final ClassifyView classify;
  private final List<Workspace> workspaces;
  private final Rail rail;
  private final Toolbar toolbar;
  private final TimelineBar timeline;
  private final StatusLine status;
  private final StackPane place = new StackPane();
  private final WelcomeView welcome;
  private final Runnable closed;
  private int shown = -1;

  /**
   * Builds the window on a stage; {@link #show} shows it.
   *
   * @param closed called when it is closed, and what was trained is saved
   */
  public StudioWindow(
      Stage stage, Studio studio, Look look, PreferencesFile file, Runnable closed) {
    this.closed = closed;
    this.stage = stage;
    this.studio = studio;
    this.look = look;
    this.file = file;
    preferences = file.read();
    look.choose(Look.Theme.of(preferences.theme()), preferences.textSize());
    preferences.recent().forEach(path -> path(path).ifPresent(recent::add));
    welcomeAtStart.set(preferences.welcome());
    choosers = new Choosers(stage);
    model = new StudioModel(studio, this::report);
    training = trainingCommands();
    shell = shellCommands();
    experiment = new ExperimentView(studio, recent, look.palette());
    model.experiment().bind(experiment.experiment());
    train = trainView();
    classify =
        new ClassifyView(
            studio,
            model.model(),
            model.training(),
            shell.openModel(),
            shell.watchBundled(),
            model::pin);
    workspaces =
        List.of(
            new Workspace("Experiment", "mdmz-tune", experiment, experiment.commands(), false),
            new Workspace("Train", "mdmz-show_chart", train, train.commands(), true),
            new Workspace("Classify", "mdal-image_search", classify, classify.commands(), true));
    rail = new Rail(workspaces, shell.workspaces(), shell.help(), shell.settings());
    toolbar =
        new Toolbar(
            model, training, menu(), experiment.name(), experiment.file(), experiment.problem());
    timeline = new TimelineBar(model.run(), look.palette(), training);
    status = new StatusLine(model, studio, experiment.problem());
    welcome =
        new WelcomeView(
            shell.watchBundled(),
            shell.trainOnFolder(),
            shell.openRun(),
            List.of("CPU, " + Runtime.getRuntime().availableProcessors() + " cores", "MXNet 1.9.1"),
            welcomeAtStart);
    bindCommands();
    build();
  }

  private TrainView trainView() {
    CurvesView curves = new CurvesView(model.run(), studio, look.palette(), training.start());
    FiltersView filters =
        new FiltersView(model.run(), studio.images()::writePng, training.start(), shell.openRun());
    MapsView maps = new MapsView(model.run(), studio, model::pin, shell.addPicture());
    ProbesView probes = new ProbesView(model.run(), studio, shell.addPicture());
    Map<String, Double> dividers = preferences.dividers();
    return new TrainView(
        curves,
        filters.frame(),
        maps.frame(),
        probes.frame(),
        Stream.concat(curves.commands().stream(), maps.commands().stream()).toList(),
        new TrainLayout(
            dividers.getOrDefault("train.columns", TrainLayout.DEFAULT.columns()),
            dividers.getOrDefault("train.left", TrainLayout.DEFAULT.leftRow()),
            dividers.getOrDefault("train.right", TrainLayout.DEFAULT.rightRow())));
  }

  private void build() {
    VBox foot = new VBox(timeline, status);
    BorderPane inner = new BorderPane(place, toolbar, null, foot, null);
    BorderPane root = new BorderPane(inner, null, null, null, rail);
    root.getStyleClass().add("window");
    place.getStyleClass().add("workspace");
    place.setMinSize(0, 0);
    Preferences.Window left = preferences.window();
    Scene scene = new Scene(root, left.width(), left.height());
    commands.listen(scene);
    root.setOnDragOver(this::dragOver);
    root.setOnDragDropped(this::dropped);
    scene.widthProperty().addListener((value, before, now) -> fit(now.doubleValue()));
    fit(scene.getWidth());
    stage.setScene(scene);
    stage.setTitle("AlexNet Studio");
    stage.setMinWidth(900);
    stage.setMinHeight(600);
    // Where its screen is no longer there, the system places it.
    if (left.placed()
        && !Screen.getScreensForRectangle(left.x(), left.y(), left.width(), left.height())
            .isEmpty()) {
      stage.setX(left.x());
      stage.setY(left.y());
    }
    stage.setMaximized(left.maximised());
    stage.setOnCloseRequest(this::closing);
  }

  private void fit(double width) {
    boolean narrow = width < NARROW;
    rail.setNarrow(narrow);
    toolbar.setNarrow(narrow);
    timeline.setNarrow(narrow);
    status.setNarrow(narrow);
  }

  private TrainingCommands trainingCommands() {
    String group = "Training";
    TrainingCommands made =
        new TrainingCommands(
            new Command(group, "Start", "Shortcut+Enter", this::start),
            new Command(group, "Pause", "Space", model::pauseOrResume),
            new Command(group, "Stop", "Shortcut+Period", model::stop),
            new Command(group, "Resume run", "Shortcut+Shift+Enter", this::resumeRun),
            new Command("Timeline", "First snapshot", "Home", () -> model.run().get().scrubTo(0)),
            new Command("Timeline", "Snapshot before", "Left", () -> model.run().get().scrubBy(-1)),
            new Command("Timeline", "Play snapshots", "Shift+P", this::play),
            new Command("Timeline", "Snapshot after", "Right", () -> model.run().get().scrubBy(1)),
            new Command("Timeline", "Go live", "L", () -> model.run().get().goLive()));
    model.phase().addListener((value, before, now) -> enable(made));
    model.experiment().addListener((value, before, now) -> enable(made));
    enable(made);
    return made;
  }

  private void enable(TrainingCommands of) {
    Phase phase = model.phase().get();
    boolean runs = phase == Phase.TRAINING || phase == Phase.PAUSED;
    boolean broken = experiment != null && experiment.problem().get() != null;
    of.start().disabled().set(phase.trains() || broken);
    of.pause().disabled().set(!runs);
    of.stop().disabled().set(!runs && phase != Phase.PREPARING);
    of.resumeRun().disabled().set(!phase.resumable());
    // The live network answers meanwhile.
    if (shell != null) {
      shell.openModel().disabled().set(phase.trains());
      shell.openRun().disabled().set(phase.trains());
      shell.watchBundled().disabled().set(phase.trains());
    }
  }

  private ShellCommands shellCommands() {
    String group = "Window";
    List<Command> places = new ArrayList<>();
    for (String name : List.of("Experiment", "Train", "Classify")) {
      int number = places.size();
      places.add(new Command(group, "Show " + name, "Shortcut+" + (number + 1), () -> go(number)));
    }
    return new ShellCommands(
        places,
        new Command(group, "Watch the bundled experiment", "Shortcut+B", this::watchBundled),
        new Command(group, "Train on a folder…", "Shortcut+Shift+T", this::trainOnFolder),
        new Command(group, "Open a run…", "Shortcut+Shift+R", this::openRun),
        new Command(group, "Open a model…", "Shortcut+M", this::openModel),
        new Command("Train", "Add a picture…", "Shortcut+I", this::addPicture),
        new Command(group, "Settings", "Shortcut+Comma", this::settings),
        new Command(group, "Shortcuts", "F1", this::help),
        new Command(group, "Light or dark", "Shortcut+Shift+L", this::changeTheme),
        new Command(group, "Close", "Shortcut+Q", this::close));
  }

  private void bindCommands() {
    experiment.problem().addListener((value, before, now) -> enable(training));
    commands.add(training.ofTraining(), () -> true);
    commands.add(training.ofTimeline(), () -> shown >= 0 && workspaces.get(shown).timeline());
    commands.add(shell.all(), () -> true);
    commands.add(
        List.of(new Command("Window", "Shortcuts", "Shift+Slash", this::help)), () -> true);
    for (int i = 0; i < workspaces.size(); i++) {
      int number = i;
      commands.add(workspaces.get(i).commands(), () -> shown == number);
    }
  }

  private List<MenuItem> menu() {
    Menu presets = new Menu("New from preset");
    for (String name : Presets.names()) {
      MenuItem item = new MenuItem(name);
      item.setOnAction(
          event -> {
            go(EXPERIMENT);
            experiment.openPreset(name);
          });
      presets.getItems().add(item);
    }
    List<MenuItem> items = new ArrayList<>(List.of(presets));
    experiment.commands().forEach(command -> items.add(command.menuItem()));
    items.add(new SeparatorMenuItem());
    for (Command command :
        List.of(shell.trainOnFolder(), shell.openRun(), shell.openModel(), shell.settings())) {
      items.add(command.menuItem());
    }
    return items;
  }

  private void go(int number) {
    shown = number;
    Node view = number < 0 ? welcome : workspaces.get(number).view();
    place.getChildren().setAll(view);
    rail.select(number);
    boolean below = number >= 0 && workspaces.get(number).timeline();
    timeline.setVisible(below);
    timeline.setManaged(below);
    // Or the focus would go to the first button, which Space presses.
    view.requestFocus();
  }

  /** Shows the window, and in it what {@code path} names, or the welcome. */
  public void show(Optional<Path> path) {
    go(preferences.welcome() ? -1 : TRAIN);
    stage.show();
    path.ifPresent(given -> take(List.of(given)));
  }

  /** What it trains and shows. */
  StudioModel model() {
    return model;
  }

  TrainingCommands training() {
    return training;
  }

  ShellCommands shell() {
    return shell;
  }

  List<Workspace> workspaces() {
    return workspaces;
  }

  /** The workspace in which experiments are written. */
  ExperimentView experiment() {
    return experiment;
  }

  private void start() {
    if (experiment.experiment().get() == null) {
      experiment.openPreset(Presets.DEFAULT);
    }
    Experiment wanted = experiment.experiment().get();
    if (wanted != null && !model.phase().get().trains()) {
      var unused =
          watch(
              wanted.training().device().equals("auto")
                  ? wanted.withDevice(preferences.device())
                  : wanted,
              runs());
    }
  }

  /** Trains and shows it; the future gives the run's folder when it is there. */
  public CompletableFuture<Path> watch(Experiment wanted, Path runs) {
    go(TRAIN);
    model.start(wanted, runs);
    CompletableFuture<Path> folder = new CompletableFuture<>();
    model
        .run()
        .get()
        .details()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                folder.complete(now.folder());
              }
            });
    var unused =
        model
            .ended()
            .thenRun(
                () ->
                    folder.completeExceptionally(
                        new CancellationException("it ended before it began")));
    return folder;
  }

  /** Stops the training; the future completes when it has ended. */
  public CompletableFuture<RunOutcome> stop() {
    model.stop();
    return model.ended();
  }

  private void resumeRun() {
    go(TRAIN);
    model.resumeRun();
  }

  private void watchBundled() {
    if (experiment.openPreset(Presets.DEFAULT)) {
      start();
    }
  }

  private void trainOnFolder() {
    choosers
        .folder("Folder with a folder of pictures for each class", Path.of(""))
        .ifPresent(this::trainOn);
  }

  private void trainOn(Path folder) {
    go(EXPERIMENT);
    experiment.trainOn(folder);
  }

  private void openRun() {
    choosers.folder("Open a run", runs()).ifPresent(this::open);
  }

  private void open(Path run) {
    if (!model.phase().get().trains()) {
      go(TRAIN);
      model.open(run);
    } else {
      report(
          StudioException.badInput(
              "The run " + run.getFileName() + " is not opened",
              "a training is under way in this window",
              "Stop it first, or lay the run over its curves: Curves, More, Add a run."));
    }
  }

  private void openModel() {
    choosers.model("Open a model", runs()).ifPresent(this::openModel);
  }

  private void openModel(Path path) {
    if (model.phase().get().trains()) {
      report(
          StudioException.badInput(
              "The model " + path.getFileName() + " is not opened",
              "a training is under way in this window, and its weights answer",
              "Stop it first."));
    } else {
      go(CLASSIFY);
      model.openModel(path);
    }
  }

  private void addPicture() {
    choosers.image("Add a picture").ifPresent(model::pin);
  }

  private void play() {
    timeline.playOrHold();
  }

  private void settings() {
    new PreferencesDialog(stage, preferences, file.path(), this::choose).showAndWait();
    file.write(preferences);
  }

  private void choose(Preferences chosen) {
    boolean looksOtherwise =
        !chosen.theme().equals(preferences.theme()) || chosen.textSize() != preferences.textSize();
    preferences = chosen;
    if (looksOtherwise) {
      look.choose(Look.Theme.of(chosen.theme()), chosen.textSize());
    }
  }

  private void changeTheme() {
    choose(
        preferences.withLook(
            preferences.theme().equals("dark") ? "light" : "dark", preferences.textSize()));
    file.write(preferences);
  }

  private void help() {
    new CheatSheet(stage, commands.all()).showAndWait();
  }

  private void report(Throwable problem) {
    if (stage.isShowing()) {
      ErrorDialog.show(stage, problem);
    } else {
      // The window is closed, and the program ends when this has been read.
      ErrorDialog.showAndWait(problem);
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A folder that can't be, as out of an edited file, is not used. */
  private Path runs() {
    return path(preferences.runs()).orElseGet(AppFolders::defaultRuns);
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    event.setDropCompleted(!paths.isEmpty());
    event.consume();
    take(paths);
  }

  /** Runs, experiments, folders of classes and images each go to their workspace. */
  private void take(List<Path> paths) {
    List<Path> images = new ArrayList<>();
    for (Path path : paths) {
      String name = path.toString();
      if (Files.exists(path.resolve("run.json"))) {
        open(path);
      } else if (Files.isDirectory(path) && shown != CLASSIFY) {
        trainOn(path);
      } else if (name.endsWith(".json")) {
        go(EXPERIMENT);
        experiment.open(path);
      } else if (name.endsWith(".safetensors")) {
        openModel(path);
      } else {
        images.add(path);
      }
    }
    if (!images.isEmpty()) {
      go(CLASSIFY);
      classify.add(images);
    }
  }

  private void close() {
    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
  }

  private void closing(WindowEvent event) {
    if (!experiment.confirmLeave()) {
      event.consume();
      return;
    }
    if (model.phase().get().trains()) {
      Optional<ButtonType> answer = CloseQuestion.ask(stage);
      if (answer.isEmpty()) {
        event.consume();
        return;
      }
      if (answer.get() == CloseQuestion.STOP) {
        model.stop();
      }
      finish(answer.get() == CloseQuestion.STOP ? model.ended() : model.stopAfterNextCheckpoint());
    } else {
      finish(CompletableFuture.completedFuture(null));
    }
    event.consume();
  }

  /** The window goes at once, the program when the training has saved what it has. */
  private void finish(CompletableFuture<?> trained) {
    remember();
    stage.hide();
    FxThread.whenDone(trained, done -> closed.run(), problem -> closed.run());
  }

  private void remember() {
    TrainLayout layout = train.dividers();
    Map<String, Double> dividers = new HashMap<>();
    dividers.put("train.columns", layout.columns());
    dividers.put("train.left", layout.leftRow());
    dividers.put("train.right", layout.rightRow());
    Scene scene = stage.getScene();
    // Maximised it has the screen's size; what it goes back to is what it had before.
    Preferences.Window left =
        stage.isMaximized()
            ? preferences.window().maximised(true)
            : new Preferences.Window(
                true, stage.getX(), stage.getY(), scene.getWidth(), scene.getHeight(), false);
    preferences =
        preferences
            .withWelcome(welcomeAtStart.get())
            .withRecent(recent.stream().limit(MOST_RECENT).map(Path::toString).toList())
            .withLayout(left, dividers);
    file.write(preferences);
  }
}
