package org.alexnetstudio.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.KeptWeights;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.Screenshots;
import org.alexnetstudio.support.SyntheticDrop;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.fx.TileGrid;
import org.alexnetstudio.ui.run.ShownRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The workspace with mouse and keyboard, in a window. */
class ExploreViewTest extends ApplicationTest {
  private static final Path PHOTO = Path.of("src/test/resources/images/photo.png").toAbsolutePath();

  private final Studio studio = new Studio(new AppFolders(Path.of("target/test-cache")));
  private final SlowExplorer explorer = new SlowExplorer().answersAtOnce();
  private final SimpleObjectProperty<ShownRun> run =
      new SimpleObjectProperty<>(new ShownRun((details, step) -> new CompletableFuture<>()));
  private final ReadOnlyObjectWrapper<Path> network = new ReadOnlyObjectWrapper<>();
  private final SimpleBooleanProperty training = new SimpleBooleanProperty();
  private final List<String> done = new ArrayList<>();
  private final Look look = new Look();
  private Stage stage;
  private ExploreModel model;
  private ExploreView view;
  private boolean ready;

  @Override
  public void start(Stage primary) {
    stage = primary;
    look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
    model = new ExploreModel(explorer, FxThread::run);
    UnitPane unit = new UnitPane(model, studio.images());
    view =
        new ExploreView(
            model,
            studio,
            new ExploreSource(
                run,
                network.getReadOnlyProperty(),
                training,
                () -> ready,
                path -> done.add("open " + path)),
            unit.frame(),
            new ArithmeticPane(model, studio.images()).frame(),
            unit.commands(),
            List.of(command("Open a run…"), command("Open a model…")),
            ExploreShares.DEFAULT);
    BorderPane root = new BorderPane(view);
    root.getStyleClass().add("window");
    view.getStyleClass().add("workspace");
    Scene scene = new Scene(root);
    look.dress(scene);
    Commands commands = new Commands();
    commands.add(view.commands(), () -> true);
    commands.listen(scene);
    stage.setScene(scene);
    size(1368, 716);
    stage.show();
  }

  private void size(double width, double height) {
    stage.setWidth(width);
    stage.setHeight(height);
  }

  private Command command(String name) {
    return new Command("Test", name, "", () -> done.add(name));
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private void open() throws Exception {
    interact(
        () -> {
          ready = true;
          network.set(Path.of("/runs/20261124-140200_photos"));
          view.show(PHOTO);
          view.requestFocus();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean says(String words) {
    return lookup(
            (Node node) ->
                node instanceof Labeled label
                    && label.isVisible()
                    && String.valueOf(label.getText()).contains(words))
        .queryAll()
        .stream()
        .anyMatch(ExploreViewTest::seen);
  }

  /** What the units are of; it gives way where the header is narrow. */
  private String subtitle() {
    return lookup(".pane-subtitle").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean seen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void saysWhatToDoWithoutANetworkAndShowsASampleWithOne() throws Exception {
    assertTrue(says("Open a run or a model to look inside."));
    Screenshots.save(stage, "explore-empty");
    clickOn("#open-a-run-");
    assertEquals(List.of("Open a run…"), done);
    interact(
        () -> {
          ready = true;
          network.set(Path.of("/runs/a"));
        });
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> model.image().get() != null);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(model.image().get().toString().endsWith("coffee.jpg"), model.image().toString());
    assertEquals("conv1 · 96 maps of 55 × 55", subtitle());
  }

  @Test
  void layersAndUnitsAreWalkedByKeys() throws Exception {
    open();
    push(KeyCode.HOME);
    push(KeyCode.RIGHT);
    push(KeyCode.DOWN);
    int below = model.unit().get();
    assertTrue(below > 2, "unit " + below);
    push(KeyCode.UP);
    assertEquals(1, model.unit().get());
    push(KeyCode.END);
    assertEquals(95, model.unit().get());
    explorer.answersLater();
    push(KeyCode.PAGE_DOWN);
    assertEquals(2, model.layer().get());
    assertEquals(-1, model.unit().get());
    push(KeyCode.RIGHT);
    assertEquals(-1, model.unit().get(), "a unit of a layer that is not there yet");
    interact(() -> explorer.answer("layer 2"));
    explorer.answersAtOnce();
    push(KeyCode.RIGHT);
    assertEquals(0, model.unit().get(), "the first arrow goes to the first unit");
    write("]");
    assertEquals(3, model.layer().get());
    write("[[[");
    push(KeyCode.PAGE_UP);
    assertEquals(0, model.layer().get());
    assertEquals("data · 3 × 227 × 227", subtitle());
    ListView<?> layers = lookup("#layers").queryListView();
    assertEquals(0, layers.getSelectionModel().getSelectedIndex());
    interact(layers::requestFocus);
    push(KeyCode.DOWN);
    push(KeyCode.DOWN);
    assertEquals(2, model.layer().get());
  }

  @Test
  void aUnitIsTheSameInEveryOrder() throws Exception {
    open();
    push(KeyCode.HOME);
    clickOn("Mean");
    assertEquals(0, model.unit().get());
    interact(view::requestFocus);
    push(KeyCode.HOME);
    int strongest = model.unit().get();
    assertTrue(strongest != 0);
    clickOn("Index");
    assertEquals(strongest, model.unit().get());
  }

  @Test
  void showsTheWorkspaceInBothSizesAndThemes() throws Exception {
    open();
    interact(() -> model.chooseUnit(15));
    moveTo("#units");
    Screenshots.save(stage, "explore-dark");
    interact(() -> model.chooseSpot(new Spot(11, 40)));
    WaitForAsyncUtils.waitForFxEvents();
    Screenshots.save(stage, "explore-open");
    interact(
        () -> {
          look.choose(Look.Theme.LIGHT, Look.DEFAULT_TEXT_SIZE);
          model.closeArithmetic();
          model.chooseLayer(12);
        });
    Screenshots.save(stage, "explore-light");
    interact(
        () -> {
          size(1052, 532);
          model.chooseLayer(1);
          model.chooseUnit(3);
          model.scale(0);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(seen(lookup("#layer-box").query()));
    Screenshots.save(stage, "explore-small-light");
    interact(
        () -> {
          look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
          model.chooseLayer(17);
        });
    Screenshots.save(stage, "explore-small-fc");
    interact(() -> model.chooseLayer(0));
    Screenshots.save(stage, "explore-small-data");
    assertFalse(says("Asking the network"));
  }

  @Test
  void tellsThatItWaitsAndWhyItFailed() throws Exception {
    explorer.answersLater();
    open();
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> says("Asking the network"));
    interact(
        () -> {
          explorer.answer("overview photo.png");
          explorer
              .future("layer 1")
              .completeExceptionally(
                  StudioException.badInput(
                      "Cannot read photo.png", "it is no image", "Choose another one."));
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(says("Cannot read photo.png") && says("Choose another one."));
    Screenshots.save(stage, "explore-failed");
    interact(explorer::answersAtOnce);
    clickOn("#try-again");
    assertEquals("conv1 · 96 maps of 55 × 55", subtitle());
  }

  @Test
  void changedUnitsAreToldAndGivenBackWithNoneChosen() throws Exception {
    open();
    assertFalse(says("changed"));
    interact(
        () -> {
          model.chooseUnit(3);
          model.scale(0);
          model.chooseLayer(2);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(says("1 unit changed"));
    clickOn("#restore-units");
    assertTrue(model.surgery().get().isEmpty());
    assertFalse(says("1 unit changed"));
  }

  @Test
  void asksNothingByItselfWhileTheWindowIsIconified() throws Exception {
    open();
    int before = explorer.questions().size();
    interact(() -> stage.setIconified(true));
    WaitForAsyncUtils.waitForFxEvents();
    interact(() -> network.set(Path.of("/runs/20261124-140200_photos/checkpoints/best")));
    assertEquals(before, explorer.questions().size());
    interact(() -> stage.setIconified(false));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(explorer.questions().size() > before);
  }

  @Test
  void theKeyboardStaysWhereItIsAsTheArithmeticOpensAndCloses() throws Exception {
    open();
    interact(() -> model.chooseUnit(3));
    WaitForAsyncUtils.waitForFxEvents();
    clickOn("#unit-map");
    assertTrue(model.calculating().get());
    assertFalse(seen(lookup("#arithmetic-closed").query()));
    Spot first = model.spot().get();
    assertEquals("unit-map", stage.getScene().getFocusOwner().getId());
    push(KeyCode.RIGHT);
    assertEquals(new Spot(first.row(), first.column() + 1), model.spot().get());
    clickOn("#close-arithmetic");
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(model.calculating().get());
    assertTrue(seen(lookup("#arithmetic-closed").query()));
    assertEquals("unit-map", stage.getScene().getFocusOwner().getId());
    push(KeyCode.ENTER);
    assertTrue(model.calculating().get());
    interact(view::requestFocus);
    push(KeyCode.PAGE_DOWN);
    assertFalse(model.calculating().get(), "of a unit of the layer before");
    push(KeyCode.RIGHT);
    assertEquals(0, model.unit().get(), "the grid has lost the keyboard");
  }

  @Test
  void anImageThatCanNotBeReadLeavesTheWeightsKnown() throws Exception {
    open();
    explorer.answersLater();
    interact(
        () -> {
          view.show(Path.of("broken.png"));
          explorer
              .future("overview broken.png")
              .completeExceptionally(
                  StudioException.badInput("Cannot read it", "it is no image", "Choose another."));
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(says("no weights yet"));
    assertTrue(lookup(".weights-menu").queryAll().stream().noneMatch(Node::isDisabled), "the menu");
  }

  private MenuButton weights() {
    return lookup(".weights-menu").queryAllAs(MenuButton.class).stream()
        .filter(ExploreViewTest::seen)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whileATrainingGoesOnItsWeightsAreOneClickAway() throws Exception {
    open();
    interact(() -> training.set(true));
    int before = explorer.questions().size();
    clickOn(weights());
    clickOn("Live: the weights that learn");
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("open null"), done);
    assertTrue(explorer.questions().size() > before, "other weights may have answered");
  }

  @Test
  void keptWeightsAreOpenedBesideATraining() throws Exception {
    open();
    Path best = Path.of("/runs/20261124-140200_photos/checkpoints/best");
    KeptWeights kept = new KeptWeights("best", 820, best, 244L << 20);
    List<Path> opened = new ArrayList<>();
    WeightsMenu menu =
        new WeightsMenu(
            model, training, run -> CompletableFuture.completedFuture(List.of(kept)), opened::add);
    interact(
        () -> {
          training.set(true);
          ((BorderPane) stage.getScene().getRoot()).setTop(menu);
        });
    clickOn(menu);
    Screenshots.save(stage, "explore-kept-while-training");
    assertEquals(
        List.of(
            "Live: the weights that learn",
            "Best, step 820",
            "Kept ones are loaded beside the training: 244 MiB of memory more"),
        menu.getItems().stream().map(MenuItem::getText).toList());
    clickOn("Best, step 820");
    assertEquals(List.of(best), opened);
    interact(
        () -> {
          explorer.weights(false, 820, best);
          model.refresh();
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("step 820 of photos", menu.getText());
  }

  @Test
  void theMenuZoomsTheGrid() throws Exception {
    open();
    TileGrid grid = lookup("#units").queryAs(TileGrid.class);
    int before = grid.tiling().tileWidth();
    interact(() -> lookup("#layers").query().requestFocus());
    menu("Larger units");
    assertTrue(grid.tiling().tileWidth() > before);
    menu("Fit all units");
    assertEquals(before, grid.tiling().tileWidth());
  }

  private void menu(String item) {
    clickOn(
        lookup(".button").queryAllAs(Button.class).stream()
            .filter(each -> "More".equals(each.getAccessibleText()) && each.isVisible())
            .filter(each -> within(each, "units-pane"))
            .findFirst()
            .orElseThrow());
    clickOn(item);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static boolean within(Node node, String id) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (id.equals(each.getId())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatIsDoneWhileAnotherUnitIsStillShownBefallsNeither() throws Exception {
    open();
    interact(() -> model.chooseUnit(3));
    WaitForAsyncUtils.waitForFxEvents();
    explorer.answersLater();
    interact(() -> model.chooseUnit(4));
    clickOn("#mute");
    clickOn("#unit-map");
    assertTrue(model.surgery().get().isEmpty());
    assertNull(model.spot().get());
    interact(() -> explorer.answer("unit 1/4"));
    explorer.answersAtOnce();
    clickOn("#unit-map");
    assertTrue(model.calculating().get());
  }

  @Test
  void aDroppedFileIsLookedAt() throws Exception {
    open();
    Path other = Path.of("sample-images/fashion-bag.png").toAbsolutePath();
    interact(() -> SyntheticDrop.onto(view, List.of(other)));
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> other.equals(model.image().get()));
  }
}
