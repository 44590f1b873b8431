package org.alexnetstudio.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunState;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.ComputeThread;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.session.TrainingJob;
import org.alexnetstudio.support.EngineFault;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.Screenshots;
import org.alexnetstudio.support.SyntheticDrop;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.run.ShownRun;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does with the window, from the first press to the last. */
class JourneysTest extends ApplicationTest {
  private static final Path SAMPLE = Path.of("sample-images/fashion-ankle-boot.png");

  private Path folder;
  private Path runs;
  private Stage stage;
  private Studio studio;
  private StudioWindow window;
  private boolean closed;

  @Override
  public void start(Stage primary) throws Exception {
    folder = Files.createTempDirectory("journeys");
    runs = Files.createDirectory(folder.resolve("runs"));
    stage = primary;
    PreferencesFile preferences = new PreferencesFile(folder);
    preferences.write(Preferences.DEFAULT.withRuns(runs.toString(), "cpu"));
    studio = new Studio(new AppFolders(folder.resolve("cache")));
    window = new StudioWindow(stage, studio, new Look(), preferences, () -> closed = true);
    // Another test's window may have left it small.
    stage.setWidth(1440);
    stage.setHeight(900);
    window.show(Optional.empty());
  }

  @AfterEach
  void end() throws Exception {
    interact(() -> window.model().stop());
    WaitForAsyncUtils.asyncFx(() -> window.model().ended()).get().get(60, TimeUnit.SECONDS);
    interact(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          // The stage is the next test's too.
          stage.setMinWidth(0);
          stage.setMinHeight(0);
        });
    studio.close();
    Folders.delete(folder);
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, condition);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private ShownRun run() {
    return window.model().run().get();
  }

  private int step() {
    return run().history().lastStep();
  }

  private Phase phase() {
    return window.model().phase().get();
  }

  /** Whether a text of the window, or of a dialog over it, contains this. */
  private boolean says(String words) {
    List<Node> found = new ArrayList<>();
    for (Window each : listWindows()) {
      found.addAll(
          from(each.getScene().getRoot())
              .lookup(
                  (Node node) ->
                      node instanceof Labeled label
                          && label.isVisible()
                          && String.valueOf(label.getText()).contains(words))
              .queryAll());
    }
    return !found.isEmpty();
  }

  private Optional<DialogPane> dialog() {
    return lookup((Node node) -> node instanceof DialogPane).tryQuery();
  }

  @Test
  void trainsTheBundledExperimentAndLooksBack() throws Exception {
    Screenshots.save(stage, "welcome");
    clickOn("#watch-the-bundled-experiment");
    until(() -> phase() == Phase.TRAINING && step() >= 5);
    int[] before = Screenshots.pixels(stage.getScene().lookup(".curves-plot"));
    until(() -> step() >= 45);
    assertFalse(
        Arrays.equals(before, Screenshots.pixels(stage.getScene().lookup(".curves-plot"))),
        "the curves have not moved");
    Screenshots.save(stage, "training");

    push(KeyCode.SPACE);
    until(() -> phase() == Phase.PAUSED && says("Paused"));
    WaitForAsyncUtils.sleep(1600, TimeUnit.MILLISECONDS);
    int held = step();
    WaitForAsyncUtils.sleep(1600, TimeUnit.MILLISECONDS);
    assertEquals(held, step(), "it goes on in a pause");

    until(() -> run().timeline().get().size() >= 3);
    push(KeyCode.LEFT);
    push(KeyCode.LEFT);
    List<Integer> kept = run().timeline().get();
    int back = run().cursor().get();
    assertFalse(run().live().get());
    assertTrue(back < held && kept.contains(back), back + " of " + kept);
    until(() -> run().snapshot().get().step() == back && says("step " + back));
    Screenshots.save(stage, "scrubbed");
    float[] then = run().snapshot().get().filters().weights();

    push(KeyCode.L);
    until(() -> run().live().get() && run().snapshot().get().step() > back);
    assertNotEquals(then[0], run().snapshot().get().filters().weights()[0]);

    push(KeyCode.SPACE);
    until(() -> phase() == Phase.TRAINING && step() > held);
    push(KeyCode.CONTROL, KeyCode.PERIOD);
    until(() -> phase() == Phase.STOPPED);
    Path made = run().details().get().folder();
    assertEquals(RunState.STOPPED, RunFolder.open(made).info().state());
    assertTrue(says("Resume run"));
    Screenshots.save(stage, "stopped");
  }

  @Test
  void readsTheTopFiveOfADroppedImageWhileItTrains() throws Exception {
    clickOn("#watch-the-bundled-experiment");
    until(() -> phase() == Phase.TRAINING && step() >= 5);
    interact(() -> SyntheticDrop.onto(stage.getScene().getRoot(), List.of(SAMPLE)));
    until(() -> says("Live weights of step") && says(" %"));
    Screenshots.save(stage, "dropped");
    Path gone = folder.resolve("gone.png");
    interact(() -> SyntheticDrop.onto(stage.getScene().getRoot(), List.of(gone)));
    until(() -> says("gone.png"));
    Screenshots.save(stage, "dropped-and-gone");
    assertEquals(Phase.TRAINING, phase());
  }

  @Test
  void looksInsideTheNetworkThatLearns() throws Exception {
    push(KeyCode.CONTROL, KeyCode.DIGIT3);
    until(() -> says("Open a run or a model to look inside."));
    push(KeyCode.CONTROL, KeyCode.B);
    until(() -> phase() == Phase.TRAINING && step() >= 2);
    push(KeyCode.CONTROL, KeyCode.DIGIT3);
    until(() -> says("live, step") && says("Click a unit"));
    push(KeyCode.HOME);
    push(KeyCode.RIGHT);
    until(() -> says("Unit 1") && says("active"));
    Screenshots.save(stage, "explore");
    String first = weights();
    until(() -> !weights().equals(first));
    push(KeyCode.PAGE_DOWN);
    push(KeyCode.PAGE_DOWN);
    push(KeyCode.CONTROL, KeyCode.PERIOD);
    until(() -> phase() == Phase.STOPPED && weights().matches("step \\d+ of .+"));
    MenuButton kept = lookup(".weights-menu").queryAllAs(MenuButton.class).iterator().next();
    interact(kept::show);
    until(() -> kept.getItems().get(0).getText().startsWith("Latest, step"));
    interact(kept.getItems().get(0)::fire);
    until(() -> window.model().model().get().endsWith("latest") && says("Click a unit"));
    Screenshots.save(stage, "explore-stopped");
    interact(
        () -> {
          stage.setWidth(1100);
          stage.setHeight(700);
        });
    until(() -> lookup("#layer-box").query().isVisible());
    Screenshots.save(stage, "explore-small");
  }

  private String weights() {
    return lookup(".weights-menu").queryAllAs(Labeled.class).iterator().next().getText();
  }

  @Test
  void anErrorOfTheEngineInMidStepEndsInAMessage() throws Exception {
    clickOn("#watch-the-bundled-experiment");
    until(() -> phase() == Phase.TRAINING && step() >= 5);
    EngineFault.provoke(studio);
    until(() -> dialog().isPresent() && says("The training failed in step"));
    Screenshots.save(stage, "engine-error");
    assertTrue(says("MXNet"), "the engine's own reason");
    push(KeyCode.ESCAPE);
    until(() -> phase() == Phase.FAILED && dialog().isEmpty());
    // The window lives: the next training trains.
    push(KeyCode.CONTROL, KeyCode.B);
    until(() -> phase() == Phase.TRAINING && step() >= 2);
  }

  @Test
  void showsAnErrorOfTheJsonAtItsField() throws Exception {
    push(KeyCode.CONTROL, KeyCode.DIGIT1);
    interact(() -> window.experiment().openPreset("alexnet-photos"));
    Screenshots.save(stage, "experiment");
    CodeArea json = lookup("#json").queryAs(CodeArea.class);
    int at = json.getText().indexOf("0.9", json.getText().indexOf("\"momentum\""));
    interact(() -> json.replaceText(at, at + 3, "1.9"));
    until(() -> says("1.9") && says("1 problem"));
    assertTrue(lookup("#start").queryAs(Button.class).isDisabled());
    clickOn("Training");
    until(() -> says("Use 0.9"));
    Screenshots.save(stage, "experiment-error");
    clickOn("Use 0.9");
    until(() -> !says("1 problem"));
    assertFalse(lookup("#start").queryAs(Button.class).isDisabled());
  }

  @Test
  void opensARunOfTheTerminal() throws Exception {
    Path made = trainInTerminal();
    interact(() -> SyntheticDrop.onto(stage.getScene().getRoot(), List.of(made)));
    until(() -> phase() == Phase.COMPLETED && run().snapshot().get() != null);
    assertEquals("alexnet-fashion-mnist", run().details().get().experiment().name());
    assertFalse(run().history().validations().isEmpty());
    Screenshots.save(stage, "opened");
  }

  private Path trainInTerminal() throws Exception {
    try (TrainingJob job =
            TrainingJob.start(
                Presets.read(
                    Presets.DEFAULT, Map.of("training.epochs", "1", "training.batch", "256")),
                runs,
                new AppFolders(folder.resolve("cache")),
                Activity.SILENT);
        ComputeThread thread = new ComputeThread("cpu")) {
      assertEquals(EndReason.COMPLETED, thread.train(job, event -> {}).get(120, TimeUnit.SECONDS));
      return job.run().path();
    }
  }

  @Test
  void tellsWhenTheRunsFolderGoesUnderIt() throws Exception {
    clickOn("#watch-the-bundled-experiment");
    until(() -> phase() == Phase.TRAINING && step() >= 3);
    Path made = run().details().get().folder();
    Folders.delete(made);
    until(() -> phase() == Phase.FAILED && dialog().isPresent());
    assertTrue(says("can't be written") || says("cannot be"));
    Screenshots.save(Objects.requireNonNull(dialog().get().getScene().getWindow()), "folder-gone");
  }

  @Test
  void asksWhatBecomesOfTheTrainingWhenItIsClosed() throws Exception {
    clickOn("#watch-the-bundled-experiment");
    until(() -> phase() == Phase.TRAINING && step() >= 3);
    push(KeyCode.CONTROL, KeyCode.Q);
    until(() -> dialog().isPresent());
    Screenshots.save(dialog().get().getScene().getWindow(), "close-question");
    clickOn("Stop and close");
    until(() -> closed);
    Path made = run().details().get().folder();
    assertEquals(RunState.STOPPED, RunFolder.open(made).info().state());
    assertFalse(RunFolder.open(made).checkpoints().list().isEmpty());
    assertEquals(runs.toString(), new PreferencesFile(folder).read().runs());
  }

  @Test
  void noKeyMeansTwoThingsAtOnce() {
    List<Command> everywhere =
        Stream.of(
                window.training().ofTraining(),
                window.training().ofTimeline(),
                window.shell().all())
            .flatMap(List::stream)
            .toList();
    for (Workspace workspace : window.workspaces()) {
      Map<String, Command> taken = new HashMap<>();
      Stream.concat(everywhere.stream(), workspace.commands().stream())
          .filter(command -> command.key() != null)
          .forEach(
              command -> {
                Command other = taken.put(command.keyText(), command);
                assertNull(other, () -> command.tooltip() + " and " + other.tooltip());
              });
    }
  }

  @Test
  void shortcutsAreListedAndTypingIsNoShortcut() throws Exception {
    push(KeyCode.F1);
    until(() -> says("Snapshot before") && says("Space"));
    Screenshots.save(dialog().get().getScene().getWindow(), "shortcuts");
    for (Node node : from(dialog().get().getContent()).lookup(".label").queryAll()) {
      Labeled label = (Labeled) node;
      assertTrue(label.getWidth() >= label.prefWidth(-1) - 1, label.getText() + " is cut");
    }
    assertTrue(
        dialog().get().getHeight() <= stage.getHeight(), "the sheet is higher than the window");
    assertTrue(
        dialog().get().getScene().getWindow().getY() >= stage.getY(), "its top is out of sight");
    push(KeyCode.ESCAPE);
    push(KeyCode.CONTROL, KeyCode.COMMA);
    until(() -> says("Settings") && says("MXNet 1.9.0 sees cpu"));
    assertTrue(says("not here") || says("PyTorch 2.7.1 sees cpu"));
    Screenshots.save(dialog().get().getScene().getWindow(), "settings");
    TextInputControl field = lookup("#runs-folder").queryTextInputControl();
    clickOn(field).push(KeyCode.END).write("x");
    assertEquals(runs + "x", field.getText());
  }

  @Test
  void clearsTheCacheInTheSettings() throws Exception {
    Path pack = Files.createDirectories(folder.resolve("cache/images/0123"));
    Files.write(pack.resolve("images.bin"), new byte[3_100_000]);
    push(KeyCode.CONTROL, KeyCode.COMMA);
    until(() -> says("3 MB"));
    assertTrue(lookup("#cache-clear-models").queryButton().isDisabled(), "nothing is there");
    clickOn("#cache-clear-images");
    until(() -> says("Clear the prepared images?"));
    clickOn("Cancel");
    until(() -> !says("Clear the prepared images?"));
    assertTrue(Files.exists(pack));
    clickOn("#cache-clear-images");
    until(() -> says("Clear the prepared images?"));
    clickOn("Clear");
    until(() -> lookup("#cache-size-images").queryLabeled().getText().equals("empty"));
    assertFalse(Files.exists(pack));
    assertTrue(lookup("#cache-clear-images").queryButton().isDisabled());
    Screenshots.save(lookup("#runs-folder").query().getScene().getWindow(), "settings-cleared");
  }
}
