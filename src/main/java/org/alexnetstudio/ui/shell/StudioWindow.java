package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.experiment.ExperimentView;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.GuideRequest;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.help.HelpWindow;

/** The window: it builds its pieces once and places them. */
public final class StudioWindow {
  /** Below this width words give way to icons. */
  private static final double NARROW = 1200;

  private static final int MOST_RECENT = 10;

  private final Stage stage;
  private final Choices choices;
  private final Studio studio;
  private final StudioModel model;
  private final Commands commands = new Commands();
  private final TrainingCommands training;
  private final ShellCommands shell;
  private final HelpWindow help;
  private final ObservableList<Path> recent = FXCollections.observableArrayList();
  private final BooleanProperty welcomeAtStart = new SimpleBooleanProperty();

  private final Workspaces workspaces;
  private final Actions actions;
  private final Closing closing;
  private final Drops drops;
  private final Rail rail;
  private final Toolbar toolbar;
  private final TimelineBar timeline;
  private final StatusLine status;
  private final WelcomeSample sample;
  private final WelcomeView welcome;
  private final StackPane middle = new StackPane();
  private Place shown = Place.WELCOME;

  /**
   * Builds the window on a stage; {@link #show} shows it.
   *
   * @param closed called when it is closed, and what was trained is saved
   */
  public StudioWindow(
      Stage stage, Studio studio, Look look, PreferencesFile file, Runnable closed) {
    this.stage = stage;
    this.studio = studio;
    choices = new Choices(file, look);
    recent.setAll(choices.recent());
    welcomeAtStart.set(choices.now().welcome());
    model = new StudioModel(studio, this::report);
    training = TrainingCommands.of(model, this::actions, this::play);
    shell =
        ShellCommands.of(
            this::actions,
            this::go,
            this::guide,
            this::shortcuts,
            choices::changeTheme,
            this::close);
    help = new HelpWindow(stage);
    workspaces = new Workspaces(studio, model, choices, look.palette(), recent, training, shell);
    actions =
        new Actions(
            stage,
            model,
            choices,
            workspaces.experiment(),
            this::go,
            this::report,
            studio,
            this::showSamples);
    closing =
        new Closing(stage, model, workspaces.experiment()::confirmLeave, this::remember, closed);
    drops =
        new Drops(
            actions::openRun,
            actions::openModel,
            actions::openExperiment,
            actions::trainOn,
            this::classify);
    rail =
        new Rail(
            workspaces.all(),
            shell.workspaces(),
            shell.guide(),
            shell.shortcuts(),
            shell.settings());
    toolbar =
        new Toolbar(
            model,
            training,
            menu(),
            workspaces.experiment().name(),
            workspaces.experiment().file(),
            workspaces.experiment().experiment(),
            workspaces.experiment().problem());
    timeline = new TimelineBar(model.run(), look.palette(), training);
    status = new StatusLine(model, studio, workspaces.experiment().problem());
    sample = new WelcomeSample(studio);
    welcome = new WelcomeView(shell, sample, welcomeAtStart);
    bindCommands();
    build();
  }

  private void build() {
    VBox foot = new VBox(timeline, status);
    BorderPane inner = new BorderPane(middle, toolbar, null, foot, null);
    BorderPane root = new BorderPane(inner, null, null, null, rail);
    root.getStyleClass().add("window");
    middle.getStyleClass().add("workspace");
    middle.setMinSize(0, 0);
    Preferences.Window left = choices.now().window();
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(
            root,
            Math.min(left.width(), screen.getWidth()),
            Math.min(left.height(), screen.getHeight()));
    commands.listen(scene);
    drops.listen(root);
    root.addEventHandler(GuideRequest.ANY, event -> help.show(event.topic()));
    scene.widthProperty().addListener((value, before, now) -> fit(now.doubleValue()));
    fit(scene.getWidth());
    stage.setScene(scene);
    stage.setTitle("AlexNet Studio");
    stage.getIcons().setAll(AppIcon.inAllSizes());
    stage.setMinWidth(900);
    stage.setMinHeight(600);
    Placement.restore(stage, left);
    closing.listen();
  }

  private void fit(double width) {
    boolean narrow = width < NARROW;
    rail.setNarrow(narrow);
    toolbar.setNarrow(narrow);
    timeline.setNarrow(narrow);
    status.setNarrow(narrow);
  }

  private void bindCommands() {
    model.phase().addListener((value, before, now) -> enable());
    workspaces.experiment().problem().addListener((value, before, now) -> enable());
    enable();
    BooleanSupplier always = () -> true;
    commands.add(training.ofTraining(), always);
    commands.add(training.ofTimeline(), this::hasTimeline);
    commands.add(shell.all(), always);
    commands.add(
        List.of(new Command("Window", "Shortcuts", "Shift+Slash", this::shortcuts)), always);
    for (Workspace each : workspaces.all()) {
      commands.add(each.commands(), () -> shown == each.place());
    }
  }

  private void enable() {
    training.enable(model.phase().get(), workspaces.experiment().problem().get() != null);
    shell.enable(model.phase().get());
  }

  private List<MenuItem> menu() {
    Menu presets = new Menu("New from preset");
    for (String name : Presets.names()) {
      MenuItem item = new MenuItem(name);
      item.setOnAction(event -> actions.openPreset(name));
      presets.getItems().add(item);
    }
    List<MenuItem> items = new ArrayList<>(List.of(presets));
    workspaces.experiment().commands().forEach(command -> items.add(command.menuItem()));
    items.add(new SeparatorMenuItem());
    shell.menu().forEach(command -> items.add(command.menuItem()));
    return items;
  }

  /** The workspace shown; none at the welcome. */
  private Optional<Workspace> workspace() {
    return workspaces.all().stream().filter(each -> each.place() == shown).findFirst();
  }

  private boolean hasTimeline() {
    return workspace().map(Workspace::timeline).orElse(false);
  }

  private void go(Place place) {
    shown = place;
    Node view = workspace().map(Workspace::view).orElse(welcome);
    middle.getChildren().setAll(view);
    rail.select(workspace().map(workspaces.all()::indexOf).orElse(-1));
    timeline.setVisible(hasTimeline());
    timeline.setManaged(hasTimeline());
    // Or the focus would go to the first button, which Space presses.
    view.requestFocus();
  }

  /** Shows the window, and in it what {@code path} names, or the welcome. */
  public void show(Optional<Path> path) {
    go(choices.now().welcome() ? Place.WELCOME : Place.TRAIN);
    stage.show();
    // Classify and Explore have a network from the first moment; a run or a model takes its place.
    studio.starterModel().ifPresent(model::openModel);
    path.ifPresent(given -> drops.take(List.of(given)));
    if (path.isEmpty() && shown == Place.WELCOME) {
      sample.ask();
    }
  }

  /** Trains and shows it; the future gives the run's folder when it is there. */
  public CompletableFuture<Path> watch(Experiment wanted, Path runs) {
    return actions.watch(wanted, runs);
  }

  /** Stops the training; the future completes when it has ended. */
  public CompletableFuture<RunOutcome> stop() {
    return actions.stop();
  }

  private Actions actions() {
    return actions;
  }

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
    return workspaces.all();
  }

  ExperimentView experiment() {
    return workspaces.experiment();
  }

  private void classify(List<Path> images) {
    go(Place.CLASSIFY);
    workspaces.classify().add(images);
  }

  /** By ten crops, as the networks of the paper were tested. */
  private void showSamples(List<Path> images) {
    workspaces.classify().averageTenCrops();
    classify(images);
  }

  private void play() {
    timeline.playOrHold();
  }

  /** At the page of what is shown. */
  private void guide() {
    help.show(shown.guide());
  }

  private void shortcuts() {
    new CheatSheet(stage, commands.all()).showAndWait();
  }

  private void close() {
    closing.request();
  }

  private void report(Throwable problem) {
    if (stage.isShowing()) {
      ErrorDialog.show(stage, problem);
    } else {
      // The window is closed, and the program ends when this has been read.
      ErrorDialog.showAndWait(problem);
    }
  }

  private void remember() {
    choices.choose(
        choices
            .now()
            .withWelcome(welcomeAtStart.get())
            .withRecent(recent.stream().limit(MOST_RECENT).map(Path::toString).toList())
            .withLayout(Placement.of(stage, choices.now().window()), workspaces.dividers()));
    choices.write();
  }
}
