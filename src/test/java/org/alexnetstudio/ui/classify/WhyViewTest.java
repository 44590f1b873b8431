package org.alexnetstudio.ui.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.Screenshots;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** Why a class is seen in the chosen image, in a window, by a network that is made up. */
class WhyViewTest extends ApplicationTest {
  private static final Path PHOTO = Path.of("src/test/resources/images/photo.png");
  private static final Path OTHER = Path.of("src/test/resources/images/colour.jpg");

  @TempDir Path folder;
  private final FakeQuestions network = new FakeQuestions().answersAtOnce().live(true, 1412);
  private final FakeExplorer explorer = new FakeExplorer();
  private final Look look = new Look();
  private Stage stage;
  private Studio studio;
  private ClassifyView view;
  private Path saved;

  private final class People implements FilePrompt {
    @Override
    public List<Path> openImages(Window owner) {
      return List.of();
    }

    @Override
    public Optional<Path> openFolder(Window owner) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(Window owner, String name, FilePrompts.Kind kind) {
      saved = folder.resolve(name);
      return Optional.of(saved);
    }
  }

  @Override
  public void start(Stage window) {
    stage = window;
  }

  @BeforeEach
  void show() throws Exception {
    BufferedImage read = ImageIO.read(PHOTO.toFile());
    int[] argb = new int[227 * 227];
    int shorter = Math.min(read.getWidth(), read.getHeight());
    int left = (read.getWidth() - shorter) / 2;
    int top = (read.getHeight() - shorter) / 2;
    for (int i = 0; i < argb.length; i++) {
      argb[i] = read.getRGB(left + i % 227 * shorter / 227, top + i / 227 * shorter / 227);
    }
    explorer.sees(new Picture(227, 227, argb));
    studio = new Studio(new AppFolders(folder.resolve("cache")));
    interact(
        () -> {
          look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
          Command none = new Command("Model", "Open a run or a model…", "", () -> {});
          view =
              new ClassifyView(
                  studio,
                  network,
                  explorer,
                  new People(),
                  new ReadOnlyObjectWrapper<Path>(Path.of("run")),
                  new SimpleBooleanProperty(true),
                  none,
                  none,
                  List.of(none),
                  path -> {});
          Scene scene = new Scene(view, 1368, 728);
          look.dress(scene);
          Commands commands = new Commands();
          commands.add(view.commands(), () -> true);
          commands.listen(scene);
          stage.setScene(scene);
          stage.setWidth(1368);
          stage.setHeight(728);
          stage.show();
        });
  }

  @AfterEach
  void close() {
    studio.close();
    interact(() -> stage.hide());
  }

  private static void await(Callable<Boolean> reached) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(reached).get());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void add(Path... paths) throws Exception {
    interact(() -> view.add(List.of(paths)));
    await(() -> !view.model().searching().get() && view.model().counts().pending().get() == 0);
    await(() -> lookup("#picture-pane .pane-subtitle").queryLabeled().getText().contains("crop"));
  }

  private void pick(WhyMethod method) {
    interact(() -> view.why().method().set(method));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String text(String id) {
    return lookup(id).queryLabeled().getText();
  }

  private boolean shown(String id) {
    return lookup(id).tryQuery().filter(Node::isVisible).isPresent();
  }

  @Test
  void theEvidenceIsThereAtOnceAndEachChoiceAsksForIt() throws Exception {
    add(PHOTO);
    assertEquals("overview, explain GradCam[layer=4] of 0", explorer.last().what());
    assertTrue(
        text("#why-facts").contains("between two training steps, at step 1,412"),
        text("#why-facts"));
    assertTrue(shown("#why-legend"));
    assertTrue(
        lookup("#why-legend .label").queryAllAs(Label.class).stream()
            .anyMatch(label -> label.getText().equals("Evidence for wild_cat")));
    ToggleButton occlusion =
        lookup("#why-method .toggle-button").queryAllAs(ToggleButton.class).stream()
            .filter(button -> button.getText().equals("Occlusion"))
            .findFirst()
            .orElseThrow();
    clickOn(occlusion);
    assertEquals("occlusion 32/16 of 0", explorer.last().what());
    assertFalse(shown("#why-layer") && lookup("#why-layer").query().getParent().isVisible());
    push(KeyCode.W);
    assertEquals("explain Gradient[] of 0", explorer.last().what());
    ComboBox<Integer> explained = lookup("#explain").queryComboBox();
    assertEquals(7, explained.getItems().size());
    interact(() -> explained.setValue(3));
    assertEquals("explain Gradient[] of 3", explorer.last().what());
    pick(WhyMethod.GRAD_CAM);
    ComboBox<LayerInfo> layer = lookup("#why-layer").queryComboBox();
    assertEquals("conv5", layer.getValue().name());
    interact(() -> layer.setValue(layer.getItems().get(0)));
    assertEquals("explain GradCam[layer=1] of 3", explorer.last().what());
    assertEquals("conv1", layer.getValue().name());
    int asked = explorer.questions().size();
    interact(() -> lookup("#why-blend").queryAs(Slider.class).setValue(0.2));
    assertEquals(asked, explorer.questions().size(), "the blend asks nothing");
    pick(WhyMethod.IMAGE);
    assertFalse(shown("#why-image"));
  }

  private List<ClassRow> rows() {
    return lookup("#top-five .class-row").queryAllAs(ClassRow.class).stream().toList();
  }

  private static boolean explained(ClassRow row) {
    return row.getPseudoClassStates().contains(PseudoClass.getPseudoClass("explained"));
  }

  @Test
  void aRowOfTheAnswerChoosesTheClassThatIsExplained() throws Exception {
    add(PHOTO);
    ComboBox<Integer> explained = lookup("#explain").queryComboBox();
    List<Prediction> top = view.model().chosen().get().now().top();
    clickOn(rows().get(2));
    assertEquals("explain GradCam[layer=4] of " + top.get(2).classIndex(), explorer.last().what());
    assertEquals(top.get(2).classIndex(), explained.getValue());
    assertTrue(explained(rows().get(2)) && !explained(rows().get(1)));
    moveTo("#why-image");
    Screenshots.save(stage, "why-class-chosen-DARK");
    push(KeyCode.SHIFT, KeyCode.TAB);
    push(KeyCode.ENTER);
    assertEquals("explain GradCam[layer=4] of " + top.get(1).classIndex(), explorer.last().what());
    assertEquals(top.get(1).classIndex(), explained.getValue());
    interact(() -> look.choose(Look.Theme.LIGHT, Look.DEFAULT_TEXT_SIZE));
    Screenshots.save(stage, "why-class-chosen-LIGHT");
    interact(() -> explained.setValue(top.get(3).classIndex()));
    assertTrue(explained(rows().get(3)) && !explained(rows().get(1)));
    clickOn(rows().get(0));
    assertEquals(-1, explained.getValue(), "the likeliest, of the next image too");
    assertTrue(rows().stream().noneMatch(WhyViewTest::explained));
  }

  @Test
  void occlusionTellsHowFarItIsAndCanBeGivenUp() throws Exception {
    add(PHOTO);
    explorer.waits(true);
    pick(WhyMethod.OCCLUSION);
    assertEquals("occlusion 32/16 of 0", explorer.last().what());
    assertTrue(shown("#why-working"));
    assertTrue(disabled("Save the colours"), "they are of another method");
    clickOn("#why-cancel");
    assertTrue(explorer.last().answer().isCancelled());
    assertEquals("Not computed.", lookup("#why-working .label").queryLabeled().getText());
    explorer.waits(false);
    clickOn("#why-again");
    assertEquals("occlusion 32/16 of 0", explorer.last().what());
    assertFalse(shown("#why-working"));
    explorer.waits(true);
    pick(WhyMethod.GRADIENT);
    push(KeyCode.ESCAPE);
    assertTrue(explorer.last().answer().isCancelled());
  }

  private boolean disabled(String command) {
    return view.commands().stream()
        .filter(each -> each.name().startsWith(command))
        .allMatch(each -> each.disabled().get());
  }

  @Test
  void aNewImageIsExplainedWithProgressAndCancelFromTheFirst() throws Exception {
    interact(() -> view.why().method().set(WhyMethod.OCCLUSION));
    explorer.waits(true);
    add(PHOTO);
    assertTrue(shown("#why-cancel"));
    clickOn("#why-cancel");
    assertTrue(shown("#why-again"));
    assertFalse(shown("#why-cancel"));
    explorer.waits(false);
    clickOn("#why-again");
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(shown("#why-image"));
    assertFalse(disabled("Save the colours"));
  }

  @Test
  void nothingIsExplainedWhileThePictureIsNotShown() throws Exception {
    add(PHOTO);
    int before = explorer.questions().size();
    interact(() -> lookup("#neighbours-pane").queryAs(PaneFrame.class).maximised().set(true));
    interact(() -> view.why().method().set(WhyMethod.GRADIENT));
    assertEquals(before, explorer.questions().size());
    interact(() -> lookup("#neighbours-pane").queryAs(PaneFrame.class).maximised().set(false));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("explain Gradient[] of 0", explorer.last().what());
  }

  @Test
  void aNetworkThatCanNotAnswerLeavesTheImage() throws Exception {
    explorer.fails(
        StudioException.badInput("There is no network to ask", "none is Open", "Open a model."));
    add(PHOTO);
    assertEquals("There is no network to ask: none is Open. Open a model.", text("#why-trouble"));
    assertTrue(shown("#why-again"));
    assertNotNull(lookup(".crop-outline").query());
    interact(() -> view.why().method().set(WhyMethod.IMAGE));
    assertTrue(lookup("#why-trouble").tryQuery().isEmpty());
  }

  @Test
  void picturesAndNumbersAreSavedAndCopied() throws Exception {
    add(PHOTO);
    push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.S);
    await(() -> saved != null && Files.exists(saved));
    assertEquals("photo-grad-cam.png", saved.getFileName().toString());
    BufferedImage written = ImageIO.read(saved.toFile());
    assertEquals(227, written.getWidth());
    interact(
        () ->
            view.commands().stream()
                .filter(each -> each.name().startsWith("Save the numbers"))
                .forEach(Command::run));
    await(() -> saved.toString().endsWith(".npy") && Files.exists(saved));
    assertTrue(Files.size(saved) >= 13 * 13 * 4);
    interact(
        () ->
            view.commands().stream()
                .filter(each -> each.name().startsWith("Copy the picture"))
                .forEach(Command::run));
    interact(() -> assertTrue(Clipboard.getSystemClipboard().hasImage()));
  }

  @Test
  void theNearestTrainingImagesAreFoundWhenAskedFor() throws Exception {
    add(PHOTO);
    assertTrue(explorer.questions().stream().noneMatch("neighbours"::equals));
    explorer.waits(true);
    push(KeyCode.N);
    assertTrue(shown("#neighbours-working"));
    interact(() -> explorer.told().report("Reading the training images", 640, 5206));
    assertEquals(
        "Reading the training images: 640 of 5,206",
        lookup("#neighbours-working .label").queryLabeled().getText());
    clickOn("#neighbours-cancel");
    assertTrue(explorer.last().answer().isCancelled());
    explorer.waits(false);
    clickOn("#find-nearest-training-images");
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(lookup(".neighbour").queryAll().stream().filter(Node::isVisible).count() >= 5);
    Node last = lookup(".neighbour").queryAll().stream().reduce((a, b) -> b).orElseThrow();
    interact(last::requestFocus);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        lookup(".neighbours-scroll")
            .query()
            .localToScene(lookup(".neighbours-scroll").query().getLayoutBounds())
            .contains(last.localToScene(last.getLayoutBounds())),
        "the last is out of reach");
    Screenshots.save(stage, "why-neighbours");
    for (Node tile : lookup(".neighbour").queryAll()) {
      assertTrue(tile.getAccessibleText().contains("distance"));
    }
    explorer.fails(
        StudioException.badInput(
            "The images of photos are not at hand", "they were deleted", "Bring them back."));
    push(KeyCode.N);
    assertTrue(shown("#neighbours-trouble"));
  }

  @Test
  void whereThereIsNoRoomBesideTheOthersTheNearestTakeAllOfIt() throws Exception {
    interact(() -> stage.setWidth(1040));
    add(PHOTO);
    assertTrue(lookup("#neighbours-pane").tryQuery().isEmpty());
    push(KeyCode.N);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(shown("#neighbours"));
    push(KeyCode.ESCAPE);
    assertTrue(lookup("#neighbours-pane").tryQuery().isEmpty());
  }

  @Test
  void noTextIsCutOffInAnySize() throws Exception {
    add(OTHER, PHOTO);
    explorer.live(true);
    for (int[] size : new int[][] {{1368, 728}, {1040, 560}}) {
      for (Look.Theme theme : List.of(Look.Theme.DARK, Look.Theme.LIGHT)) {
        interact(
            () -> {
              look.choose(theme, Look.DEFAULT_TEXT_SIZE);
              stage.setWidth(size[0]);
              stage.setHeight(size[1]);
            });
        WaitForAsyncUtils.waitForFxEvents();
        for (WhyMethod method : WhyMethod.values()) {
          pick(method);
          if (size[0] > 1200 && method == WhyMethod.OCCLUSION) {
            push(KeyCode.N);
          }
          WaitForAsyncUtils.waitForFxEvents();
          Screenshots.save(stage, "why-" + method.fileName() + "-" + size[0] + "-" + theme);
          for (Labeled label : lookup("#picture-pane .label").queryAllAs(Labeled.class)) {
            Node text = label.lookup(".text");
            if (text instanceof javafx.scene.text.Text found && shownFully(label)) {
              assertFalse(
                  found.getText().endsWith("…") && !label.getText().endsWith("…"),
                  method + ": " + label.getText());
            }
          }
        }
      }
    }
    assertNull(view.why().latest().problem().get());
  }

  private static boolean shownFully(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
