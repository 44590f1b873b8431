package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.SyntheticDrop;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.TileGrid;
import org.alexnetstudio.ui.fx.Tiling;
import org.alexnetstudio.ui.run.ShownRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The panes with mouse and keyboard, in a window. */
class TrainPanesTest extends ApplicationTest {
  private static final String IMAGE =
      Path.of("src/test/resources/images/photo.png").toAbsolutePath().toString();

  private static final String GONE = "/nowhere/ant/gone.png";

  private final Studio studio = new Studio(new AppFolders(Path.of("target/test-cache")));
  private final Snapshot first = Synthetic.snapshot(0, IMAGE, GONE);
  private final Snapshot second = Synthetic.snapshot(100, IMAGE, GONE);
  private final ShownRun run =
      new ShownRun((details, step) -> CompletableFuture.completedFuture(first));
  private final SimpleObjectProperty<ShownRun> shown =
      new SimpleObjectProperty<>(
          new ShownRun((details, step) -> CompletableFuture.completedFuture(first)));
  private final List<String> done = new ArrayList<>();
  private FiltersView filters;
  private MapsView maps;
  private ProbesView probes;
  private TrainView train;

  @Override
  public void start(Stage stage) {
    Look look = new Look();
    look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
    filters =
        new FiltersView(
            shown,
            (file, picture) -> CompletableFuture.completedFuture(file),
            command("Start"),
            command("Open a model"));
    maps = new MapsView(shown, studio, file -> done.add(file.toString()), command("Add a picture"));
    probes = new ProbesView(shown, maps.pictures(), command("Add a picture"));
    PaneFrame curves = new PaneFrame("Curves");
    train =
        new TrainView(
            curves,
            filters.frame(),
            maps.frame(),
            probes.frame(),
            maps.commands(),
            new TrainLayout(0.55, 0.4, 0.6));
    Scene scene = new Scene(train);
    look.dress(scene);
    Commands commands = new Commands();
    commands.add(train.commands(), () -> true);
    commands.listen(scene);
    stage.setScene(scene);
    // All tests have the same stage.
    stage.setWidth(1240);
    stage.setHeight(740);
    stage.show();
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private Command command(String name) {
    return new Command("Test", name, "", () -> done.add(name));
  }

  private void open() throws Exception {
    run.listener()
        .opened(
            new RunDetails(
                Path.of("run"),
                Presets.read(Presets.DEFAULT, Map.of()),
                Synthetic.CLASSES,
                "",
                List.of()));
    run.listener().event(new StartEvent(1, 0, 1, 20, 100, 1, 1, "cpu"));
    run.listener().event(new ProbeEvent(1, 0, 1, IMAGE, Synthetic.top(0.2, 0.1)));
    run.listener().timeline(List.of(0, 100));
    run.listener().snapshot(second);
    interact(() -> shown.set(run));
    await(() -> filters.model().bank().get() != null);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private TileGrid grid(PaneFrame frame) {
    return (TileGrid) frame.lookup(".tile-grid");
  }

  private Node enlarged(PaneFrame frame) {
    return frame.lookup(".enlarged");
  }

  private static String texts(Node node) {
    StringBuilder texts = new StringBuilder();
    for (Node each : node.lookupAll(".label")) {
      texts.append(((Label) each).getText()).append('|');
    }
    return texts.toString();
  }

  @Test
  void emptyPanesSayWhatToDo() throws Exception {
    List<Node> buttons = new ArrayList<>(train.lookupAll("#add-a-picture"));
    assertTrue(texts(filters.frame()).contains("The network has no weights yet."));
    assertTrue(texts(probes.frame()).contains("Pinned pictures and their five likeliest"));
    clickOn("#start");
    clickOn("#open-a-model");
    clickOn(
        buttons.stream().filter(each -> each.localToScene(0, 0).getX() > 600).findFirst().get());
    assertEquals(List.of("Start", "Open a model", "Add a picture"), done);
  }

  @Test
  void filtersAreWalkedThroughByKeys() throws Exception {
    open();
    assertEquals("96 · 11×11×3", filters.frame().subtitle().get());
    assertTrue(texts(grid(filters.frame())).contains("Tower 2|filters 48–95"));
    TileGrid grid = grid(filters.frame());
    interact(grid::focus);
    press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    assertEquals(0, grid.selected().get(), "the first arrow goes to the first filter");
    press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    press(KeyCode.DOWN).release(KeyCode.DOWN);
    int below = grid.selected().get();
    assertEquals(1 + grid.tiling().columns(), below);
    Node focused = grid.getScene().getFocusOwner();
    assertTrue(focused.getAccessibleText().startsWith("Filter " + below + " of 96, max weight "));
    press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertTrue(enlarged(filters.frame()).isVisible());
    press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    assertEquals(below + 1, grid.selected().get());
    assertTrue(texts(enlarged(filters.frame())).contains("Filter " + (below + 1)));
    press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    assertFalse(enlarged(filters.frame()).isVisible());
    assertSame(focused, grid.getScene().getFocusOwner());
    press(KeyCode.END).release(KeyCode.END);
    press(KeyCode.DOWN).release(KeyCode.DOWN);
    assertEquals(95, grid.selected().get());
  }

  @Test
  void pixelsAreThoseOfTheFiltersAndFollowTheScale() throws Exception {
    open();
    FilterBank bank = filters.model().bank().get();
    Picture each = filters.picture(bank, 1);
    interact(() -> filters.model().scale().set(FiltersModel.Scale.SHARED));
    Picture shared = filters.picture(bank, 1);
    assertEquals(each.width(), shared.width());
    int same = 0;
    int strongest = 0;
    for (int i = 0; i < each.argb().length; i++) {
      int before = Math.abs((each.argb()[i] & 0xff) - 128);
      int after = Math.abs((shared.argb()[i] & 0xff) - 128);
      same += before == after ? 1 : 0;
      strongest += after > before ? 1 : 0;
    }
    assertEquals(0, strongest, "on the shared scale no filter is stronger than on its own");
    assertTrue(same < each.argb().length);
    Picture magnified = filters.picture(bank, 4);
    assertEquals((each.width() + Tiling.GAP) / 13, (magnified.width() + Tiling.GAP) / 46);
  }

  @Test
  void theSameImageIsDrawnAgainWhereOnlyTheWeightsAreNew() throws Exception {
    open();
    ImageView view = (ImageView) grid(filters.frame()).lookup(".image-view");
    int[] before = pixels(view);
    Object image = view.getImage();
    run.listener().snapshot(Synthetic.snapshot(200, IMAGE));
    await(() -> filters.model().bank().get() != second.filters());
    WaitForAsyncUtils.waitForFxEvents();
    interact(() -> train.layout());
    assertSame(image, view.getImage());
    assertNotEquals(java.util.Arrays.hashCode(before), java.util.Arrays.hashCode(pixels(view)));
  }

  private static int[] pixels(ImageView view) {
    int width = (int) view.getImage().getWidth();
    int height = (int) view.getImage().getHeight();
    int[] pixels = new int[width * height];
    view.getImage()
        .getPixelReader()
        .getPixels(
            0,
            0,
            width,
            height,
            javafx.scene.image.PixelFormat.getIntArgbInstance(),
            pixels,
            0,
            width);
    return pixels;
  }

  @Test
  void theMouseTellsAndEnlarges() throws Exception {
    open();
    TileGrid grid = grid(maps.frame());
    moveTo(grid);
    await(() -> grid.hovered().get() >= 0);
    int unit = grid.hovered().get();
    String readout = texts(maps.frame().lookup(".readout"));
    assertTrue(readout.startsWith("Unit " + unit + "|mean "), readout);
    assertTrue(readout.endsWith("Click to enlarge|"), readout);
    clickOn(grid);
    assertTrue(enlarged(maps.frame()).isVisible());
    assertTrue(texts(enlarged(maps.frame())).contains("Unit " + unit));
    clickOn((Node) from(enlarged(maps.frame())).lookup(".button").nth(2).query());
    assertFalse(enlarged(maps.frame()).isVisible());
  }

  @Test
  void layersAndPicturesAreChosenByKeys() throws Exception {
    open();
    press(KeyCode.CONTROL, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.CONTROL);
    assertEquals("conv2", maps.model().layer().get());
    press(KeyCode.CONTROL, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.CONTROL);
    assertTrue(maps.frame().lookup(".unit-bars").isVisible());
    assertFalse(grid(maps.frame()).getParent().isVisible());
    press(KeyCode.CONTROL, KeyCode.DOWN).release(KeyCode.DOWN, KeyCode.CONTROL);
    assertEquals(GONE, maps.model().image().get());
    UnitBars bars = (UnitBars) maps.frame().lookup(".unit-bars");
    interact(bars::requestFocus);
    interact(() -> maps.model().order().set(MapsModel.Order.STRENGTH));
    press(KeyCode.HOME).release(KeyCode.HOME);
    float[] activations = maps.model().maps().get().mean();
    for (float activation : activations) {
      assertTrue(activations[bars.selected().get()] >= activation);
    }
    assertTrue(bars.getAccessibleText().startsWith("Unit " + bars.selected().get()));
  }

  @Test
  void probesTellClassesChangesAndWhetherTheyAreRight() throws Exception {
    open();
    WaitForAsyncUtils.waitForFxEvents();
    List<Node> rows = new ArrayList<>(probes.frame().lookupAll(".likely-row"));
    assertEquals("ant, 50 %, up 30 points", rows.get(0).getAccessibleText());
    String texts = texts(probes.frame());
    assertTrue(texts.contains("▲ 30"), texts);
    assertTrue(texts.contains("no label"), texts);
    assertTrue(texts.contains("ant|"), texts);
    assertEquals("of probe images · change since the beginning", probes.model().subtitle().get());
    ImageView picture = (ImageView) probes.frame().lookup(".probe-picture .image-view");
    await(() -> picture.getImage() != null);
  }

  @Test
  void droppedFilesArePinned() throws Exception {
    open();
    interact(() -> SyntheticDrop.onto(maps.frame(), List.of(Path.of(IMAGE))));
    assertEquals(List.of(IMAGE), done);
  }

  @Test
  void scrubbedEveryHeaderSaysSo() throws Exception {
    open();
    interact(() -> run.scrubTo(0));
    await(() -> filters.model().bank().get() == first.filters());
    for (PaneFrame frame : List.of(filters.frame(), maps.frame(), probes.frame())) {
      assertEquals("step 0", frame.chip().get());
    }
    assertTrue(filters.frame().subtitle().get().startsWith("before training"));
    interact(run::goLive);
    assertEquals("", maps.frame().chip().get());
    assertSame(second.filters(), filters.model().bank().get());
  }

  @Test
  void onePaneTakesAllAndGivesItBack() throws Exception {
    open();
    interact(() -> grid(filters.frame()).focus());
    Node focused = train.getScene().getFocusOwner();
    press(KeyCode.F11).release(KeyCode.F11);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(filters.frame().maximised().get());
    await(() -> filters.frame().getWidth() > 1200);
    assertSame(focused, train.getScene().getFocusOwner());
    // The others go on: what comes meanwhile is there when they are seen again.
    interact(() -> maps.frame().maximised().set(true));
    assertFalse(filters.frame().maximised().get());
    await(() -> maps.frame().getWidth() > 1200);
    press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(maps.frame().maximised().get());
    assertNotNull(filters.frame().getParent());
    await(() -> filters.frame().getWidth() < 700);
  }

  @Test
  void dividersKeepTheirSharesUntilTheyAreDragged() throws Exception {
    assertEquals(new TrainLayout(0.55, 0.4, 0.6), train.dividers());
    checkShares(0.55, 0.4);
    interact(() -> train.getScene().getWindow().setWidth(1000));
    interact(() -> train.getScene().getWindow().setHeight(600));
    WaitForAsyncUtils.waitForFxEvents();
    checkShares(0.55, 0.4);
    Node divider =
        train.lookupAll(".split-pane-divider").stream()
            .filter(each -> each.getBoundsInParent().getHeight() > 400)
            .findFirst()
            .get();
    drag(divider).dropBy(-100, 0);
    assertEquals(0.45, train.dividers().columns(), 0.03);
    assertEquals(0.4, train.dividers().leftRow());
    checkShares(train.dividers().columns(), 0.4);
  }

  private void checkShares(double columns, double filtersBelow) {
    double width = train.getWidth() - 16;
    double height = train.getHeight() - 16;
    assertEquals(columns, maps.frame().getWidth() / width, 0.01);
    assertEquals(1 - filtersBelow, maps.frame().getHeight() / height, 0.02);
  }

  @Test
  void everyButtonHasATooltipAndAName() throws Exception {
    open();
    for (Node node : train.lookupAll(".button")) {
      if (node instanceof Button button && button.getText() == null) {
        assertNotNull(button.getTooltip(), button.toString());
        assertNotNull(button.getAccessibleText(), button.toString());
      }
    }
  }
}
