package org.alexnetstudio.ui.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.ui.experiment.InitialText.Start;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does in the experiment workspace. */
class ExperimentViewTest extends ApplicationTest {
  @TempDir static Path temporary;

  private final ObservableList<Path> recent = FXCollections.observableArrayList();
  private final Answers answers = new Answers();
  private Studio studio;
  private ExperimentView view;

  /** Answers in place of the system's windows. */
  private static final class Answers implements ExperimentPrompts {
    private Path file = temporary.resolve("saved.json");
    private Leave leave = Leave.CANCEL;
    private int asked;
    private final List<Throwable> problems = new ArrayList<>();

    @Override
    public Optional<Path> fileToOpen() {
      return Optional.of(file);
    }

    @Override
    public Optional<Path> fileToSave(String name) {
      return Optional.of(file);
    }

    @Override
    public Optional<Path> folder() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> dataFile() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> run() {
      return Optional.of(temporary.resolve("trained"));
    }

    @Override
    public Optional<Path> weights() {
      return Optional.of(temporary.resolve("weights.pth"));
    }

    @Override
    public List<Path> images() {
      return List.of(Path.of("a.png"), Path.of("b.png"));
    }

    @Override
    public Leave leave(String name) {
      asked++;
      return leave;
    }

    @Override
    public void problem(Throwable problem) {
      problems.add(problem);
    }
  }

  @Override
  public void start(Stage stage) {
    studio = new Studio(new AppFolders(temporary.resolve("cache")));
    Look look = new Look();
    look.choose(Look.Theme.DARK, 13);
    view = new ExperimentView(studio, recent, look.palette(), answers);
    Scene scene = new Scene(view, 1270, 760);
    look.dress(scene);
    stage.setScene(scene);
    // Another test's window may have left it small.
    stage.setWidth(1270);
    stage.setHeight(760);
    stage.show();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private void preset(String name) {
    interact(() -> view.openPreset(name));
  }

  private <T extends Node> T byId(String id) {
    return lookup((Node node) -> id.equals(node.getId())).query();
  }

  private CodeArea json() {
    return byId("json");
  }

  private void run(String command) {
    Command found =
        view.commands().stream().filter(c -> c.name().equals(command)).findFirst().orElseThrow();
    interact(found::run);
  }

  private static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void type(String field, String text) {
    interact(() -> ((TextField) byId(field)).setText(text));
  }

  @Test
  void aCardOpensItsPreset() {
    clickOn("#preset-alexnet-fashion-mnist");
    assertNotNull(view.experiment().get());
    assertEquals("alexnet-fashion-mnist", view.name().get());
    assertNull(view.problem().get());
  }

  @Test
  void aBadMomentumLightsTheLineAndOneClickMendsIt() {
    preset("alexnet-2012");
    clickOn("#tab-training");
    TextField momentum = byId("training.optimizer.momentum");
    doubleClickOn(momentum).press(KeyCode.SHORTCUT, KeyCode.A).release(KeyCode.A, KeyCode.SHORTCUT);
    write("1.9");
    assertEquals("1 problem · training.optimizer.momentum", view.problem().get());
    assertNull(view.experiment().get());
    assertTrue(json().getText().contains("\"momentum\": 1.9"));
    int line = view.model().problems().get(0).line() - 1;
    assertEquals(
        List.of("json-wrong-line"), List.copyOf(json().getParagraph(line).getParagraphStyle()));
    assertTrue(((Label) byId("json-foot")).getText().startsWith("Line " + (line + 1)));
    assertNotNull(lookup(".problem-dot").query());
    clickOn("#remedy");
    assertEquals("0.9", momentum.getText());
    assertNotNull(view.experiment().get());
    assertTrue(json().getParagraph(line).getParagraphStyle().isEmpty());
    assertFalse(byId("json-foot").isVisible());
  }

  @Test
  void anErrorTypedIntoTheJsonStandsAtItsField() {
    preset("alexnet-2012");
    clickOn("#tab-training");
    interact(() -> json().replaceText(json().getText().replace("\"batch\": 128", "\"batch\": -1")));
    assertEquals("-1", ((TextField) byId("training.batch")).getText());
    assertTrue(lookup(".field-error").queryAll().stream().anyMatch(Node::isVisible));
    interact(() -> json().replaceText(json().getText().replace("{\n  \"schema", "{{\n  \"schema")));
    assertEquals("1 problem · line 1", view.problem().get());
    assertTrue(byId("training.batch").isDisabled());
    run("Undo");
    run("Undo");
    assertFalse(byId("training.batch").isDisabled());
    assertNotNull(view.experiment().get());
  }

  @Test
  void aModelToStartFromIsChosenAndItsLayersWithIt() throws Exception {
    preset("alexnet-photos");
    clickOn("#tab-training");
    assertFalse(byId("remove-initial").isVisible());
    clickOn("#choose-initial").clickOn("A run…");
    String trained = temporary.resolve("trained").toString();
    assertEquals(trained, ((TextField) byId("initial.model")).getText());
    // There is none: this is told at the field, though the experiment itself is sound.
    await(() -> ((Label) byId("initial-problem")).getText().contains("no such file"));
    assertTrue(byId("initial-problem").isVisible());
    interact(() -> ((ComboBox<Object>) byId("initial.conv1")).setValue(Start.FROZEN));
    type("initial.learningRateScale.fc8", "10");
    InitialSpec initial = view.experiment().get().initial();
    assertEquals(new InitialSpec(trained, null, List.of("conv1"), Map.of("fc8", 10.0)), initial);
    type("initial.learningRateScale.fc8", "0");
    assertEquals("1 problem · initial.learningRateScale.fc8", view.problem().get());
    assertTrue(lookup(".field-error").queryAll().stream().anyMatch(Node::isVisible));
    type("initial.learningRateScale.fc8", "");
    interact(() -> json().replaceText(json().getText().replace("[\"conv1\"]", "[\"conv2\"]")));
    assertEquals(Start.LEARNS, ((ComboBox<?>) byId("initial.conv1")).getValue());
    assertEquals(Start.FROZEN, ((ComboBox<?>) byId("initial.conv2")).getValue());
    clickOn("#remove-initial");
    assertNull(view.experiment().get().initial());
    await(() -> !byId("initial-problem").isVisible());
  }

  @Test
  void onePaneTakesAllAndGivesItBack() throws Exception {
    run("Maximise the pane");
    preset("alexnet-2012");
    PaneFrame network = pane("Network");
    PaneFrame rate = pane("Learning rate");
    assertFalse(network.maximised().get());
    run("Back to all panes");
    // The text of the preset may have taken the focus meanwhile.
    clickOn(network);
    run("Maximise the pane");
    await(() -> network.getHeight() > 700);
    run("Back to all panes");
    await(() -> network.getHeight() < 300);
    clickOn(rate);
    run("Maximise the pane");
    await(() -> rate.getHeight() > 700);
    run("Maximise the pane");
    await(() -> rate.getHeight() < 300);
  }

  private PaneFrame pane(String title) {
    return lookup(".pane-frame")
        .match((Node node) -> node instanceof PaneFrame frame && frame.title().get().equals(title))
        .query();
  }

  @Test
  void undoInAFieldIsTheOneOfAll() {
    preset("alexnet-2012");
    String before = json().getText();
    clickOn("#tab-training");
    type("training.batch", "64");
    type("training.epochs", "5");
    clickOn((Node) byId("training.epochs"));
    push(KeyCode.SHORTCUT, KeyCode.Z);
    assertEquals("90", ((TextField) byId("training.epochs")).getText());
    push(KeyCode.SHORTCUT, KeyCode.Z);
    assertEquals(before, json().getText());
  }

  @Test
  void whatIsSavedIsOpenedAgainAndRemembered() throws Exception {
    preset("alexnet-fashion-mnist");
    type("name", "mine");
    run("Save");
    await(() -> !view.model().edited().get());
    assertEquals("saved.json", view.file().get());
    assertEquals(List.of(answers.file), recent);
    String saved = Files.readString(answers.file);
    assertTrue(saved.contains("\"name\": \"mine\""));
    preset("alexnet-2012");
    interact(() -> view.open(answers.file));
    await(() -> view.name().get().equals("mine"));
    assertEquals(saved, json().getText());
    assertTrue(answers.problems.isEmpty());
  }

  @Test
  void changesAreNotLostWithoutAQuestion() throws Exception {
    preset("alexnet-2012");
    assertTrue(leave());
    type("name", "mine");
    preset("alexnet-fashion-mnist");
    assertEquals("mine", view.name().get());
    assertFalse(leave());
    assertEquals(2, answers.asked);
    answers.file = temporary.resolve("kept.json");
    answers.leave = ExperimentPrompts.Leave.SAVE;
    preset("alexnet-fashion-mnist");
    assertEquals("alexnet-fashion-mnist", view.name().get());
    assertTrue(Files.readString(answers.file).contains("\"mine\""));
    WaitForAsyncUtils.waitForFxEvents();
    assertNull(view.model().file().get());
    type("name", "other");
    answers.leave = ExperimentPrompts.Leave.DISCARD;
    assertTrue(leave());
  }

  private boolean leave() {
    boolean[] left = new boolean[1];
    interact(() -> left[0] = view.confirmLeave());
    return left[0];
  }

  @Test
  void aFolderOfClassFoldersIsTrainedOnAndShown() throws Exception {
    Path images = DrawnImages.write(temporary.resolve("my images"), 6);
    Files.writeString(images.resolve("across/broken.png"), "nothing");
    interact(() -> view.trainOn(images));
    await(() -> view.experiment().get() != null);
    SourceSpec.OnDisk source = (SourceSpec.OnDisk) view.experiment().get().data().source();
    assertEquals(images.toAbsolutePath().normalize(), Path.of(source.path()));
    assertEquals("alexnet-photos", view.name().get());
    await(() -> lookup(".tile").queryAll().size() == 8);
    clickOn("Summary");
    ListView<?> problems = byId("image-problems");
    await(() -> problems.getItems().size() == 1);
    assertEquals(3, ((ListView<?>) byId("classes")).getItems().size());
    Node before = lookup(".tile").queryAll().stream().findFirst().orElse(null);
    clickOn("Augmented");
    clickOn("#again");
    await(() -> lookup(".tile").query() != before);
  }

  @Test
  void aMissingSourceIsToldAtItsField() throws Exception {
    preset("alexnet-photos");
    type("data.source.path", temporary.resolve("nowhere").toString());
    Label problem = byId("source-problem");
    await(() -> problem.isVisible() && problem.getText().contains("nowhere"));
    assertTrue(problem.getText().contains("there is no such file or folder"));
    assertNotNull(view.experiment().get());
  }

  @Test
  void layersAreAddedMovedAndRemoved() {
    preset("alexnet-2012");
    String before = json().getText();
    clickOn("#tab-network");
    ListView<?> layers = byId("layers");
    int count = layers.getItems().size();
    interact(() -> layers.getSelectionModel().select(2));
    clickOn("#add-layer");
    clickOn("Dropout");
    assertEquals(count + 1, layers.getItems().size());
    assertEquals(3, layers.getSelectionModel().getSelectedIndex());
    assertEquals("dropout1", ((TextField) byId("network.layers[3].name")).getText());
    clickOn(lookup((Node n) -> "Move the layer up".equals(n.getAccessibleText())).<Node>query());
    assertEquals("dropout1", ((TextField) byId("network.layers[2].name")).getText());
    clickOn(lookup((Node n) -> "Remove the layer".equals(n.getAccessibleText())).<Node>query());
    assertEquals(before, json().getText());
  }

  @Test
  void theSwitchForTensorBoardIsWritten() {
    preset("alexnet-2012");
    clickOn("#tab-monitor");
    interact(() -> byId("monitor.tensorboard").requestFocus());
    push(KeyCode.SPACE);
    assertTrue(view.model().experiment().monitor().tensorboard());
    assertTrue(json().getText().contains("\"tensorboard\": true"));
    push(KeyCode.SPACE);
    assertFalse(view.model().experiment().monitor().tensorboard());
  }

  @Test
  void probesAreAddedAndTakenAway() {
    preset("alexnet-2012");
    clickOn("#tab-monitor");
    int before = view.model().content().get().size(FieldSpecs.PROBES);
    clickOn("#add-probes");
    assertEquals(before + 2, view.model().content().get().size(FieldSpecs.PROBES));
    assertEquals("b.png", ((TextField) byId("monitor.probes[" + (before + 1) + "]")).getText());
    clickOn(lookup((Node n) -> "Take this image away".equals(n.getAccessibleText())).<Node>query());
    assertEquals(before + 1, view.model().content().get().size(FieldSpecs.PROBES));
  }

  @Test
  void theEditorAndTheModelNeverDiffer() {
    preset("alexnet-2012");
    clickOn("#tab-training");
    for (String batch : List.of("1", "12", "", "x", "128")) {
      type("training.batch", batch);
      assertEquals(view.model().content().get().text(), json().getText());
    }
    run("Tidy");
    assertEquals(view.model().content().get().text(), json().getText());
    run("Undo");
    run("Redo");
    assertEquals(view.model().content().get().text(), json().getText());
    run("New from preset");
    assertNotNull(lookup("#preset-alexnet-2012").query());
    run("New from preset");
    assertSame(json(), byId("json"));
  }
}
