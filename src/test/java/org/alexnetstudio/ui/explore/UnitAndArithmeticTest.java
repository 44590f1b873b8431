package org.alexnetstudio.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.insight.Arithmetic.Connected;
import org.alexnetstudio.insight.Arithmetic.Contributor;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.Screenshots;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.Look;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The panes of a unit and of its arithmetic, with mouse and keyboard, in a window. */
class UnitAndArithmeticTest extends ApplicationTest {
  private static final Path PHOTO =
      Path.of(System.getProperty("explore.photo", "src/test/resources/images/photo.png"));

  @TempDir Path folder;
  private final Look look = new Look();
  private Stage stage;
  private Studio studio;
  private PaintedNetwork network;
  private ExploreModel model;
  private UnitPane unit;
  private ArithmeticPane arithmetic;
  private Path saved;

  @Override
  public void start(Stage window) {
    stage = window;
  }

  @BeforeEach
  void show() throws Exception {
    studio = new Studio(new AppFolders(folder.resolve("cache")));
    network = new PaintedNetwork(PHOTO);
    interact(
        () -> {
          look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
          model = new ExploreModel(network, Runnable::run);
          unit =
              new UnitPane(
                  model, studio.images(), (owner, title, kind, name) -> Optional.ofNullable(saved));
          arithmetic =
              new ArithmeticPane(
                  model, studio.images(), (owner, title, kind, name) -> Optional.ofNullable(saved));
          BorderPane window = new BorderPane();
          window.setPadding(new Insets(8));
          // As large as they are in a window of 1440 x 900.
          unit.frame().setPrefWidth(390);
          arithmetic.frame().setPrefHeight(222);
          BorderPane.setMargin(unit.frame(), new Insets(0, 0, 0, 8));
          window.setRight(unit.frame());
          window.setCenter(new VBox(arithmetic.frame()));
          Scene scene = new Scene(window);
          Commands commands = new Commands();
          commands.add(unit.commands(), () -> true);
          commands.listen(scene);
          stage.setScene(scene);
          stage.setWidth(1100);
          stage.setHeight(760);
          stage.show();
          look.dress(scene);
        });
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private void choose(int layer, int index) {
    interact(
        () -> {
          model.show(Path.of("chelsea.png"));
          model.chooseLayer(layer);
          model.chooseUnit(index);
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void spot(int row, int column) {
    interact(() -> model.chooseSpot(new Spot(row, column)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String texts(Node node) {
    return node.lookupAll(".label").stream()
        .map(each -> ((Labeled) each).getText())
        .collect(Collectors.joining("|"));
  }

  private static Point2D middle(Cells cells, int cell) {
    return cells.localToScreen(
        (cell % cells.columns() + 0.5) * cells.cellWidth(),
        (Math.floorDiv(cell, cells.columns()) + 0.5) * cells.cellHeight());
  }

  private static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
  }

  private Cells cells(Node node, String selector) {
    return (Cells)
        node.lookupAll(selector).stream().filter(Cells.class::isInstance).findFirst().get();
  }

  private void picture(String name, Look.Theme... themes) throws Exception {
    for (Look.Theme theme : themes) {
      interact(() -> look.choose(theme, Look.DEFAULT_TEXT_SIZE));
      WaitForAsyncUtils.waitForFxEvents();
      Screenshots.save(stage, "explore-" + name + "-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Node only(Node node, String selector) {
    Node found = node.lookup(selector);
    assertNotNull(found, selector);
    return found;
  }

  private Cells factor(String id) {
    return cells(only(arithmetic.frame(), id), ".cells");
  }

  private String effects() {
    return texts(only(unit.frame(), "#surgery-effects"));
  }

  @Test
  void emptyPanesSayWhatToDo() throws Exception {
    assertTrue(texts(unit.frame()).contains("Choose a unit in the grid."));
    assertTrue(texts(arithmetic.frame()).contains("Click a pixel of the map"));
    picture("empty", Look.Theme.DARK);
  }

  @Test
  void aClickOnTheMapAsksForItsArithmetic() {
    choose(1, 15);
    assertTrue(texts(unit.frame()).contains("of conv1 · receptive field 11 px"));
    Cells map = (Cells) only(unit.frame(), "#unit-map");
    clickOn(middle(map, 11 * 55 + 40));
    assertTrue(network.asked.contains("arithmetic 1 15 Spot[row=11, column=40]"));
    assertTrue(texts(arithmetic.frame()).contains("conv1[15] at row 11, column 40"));
    assertTrue(texts(arithmetic.frame()).contains("input pixels 44–54, 160–170"));
    push(KeyCode.RIGHT).push(KeyCode.DOWN);
    assertEquals(new Spot(12, 41), model.spot().get());
    assertEquals(12 * 55 + 41, map.chosen().get());
    assertEquals(15, model.unit().get());
    moveTo(middle(map, 3));
    assertTrue(texts(unit.frame()).contains("Row 0, column 3:"));
  }

  @Test
  void theMouseOnOneFactorMarksAllThree() {
    choose(1, 15);
    spot(11, 40);
    moveTo(middle(factor("#kernel"), 27));
    for (String id : new String[] {"#patch", "#kernel", "#products"}) {
      assertEquals(27, factor(id).hovered().get(), id);
      assertTrue(factor(id).lookup(".cell-hovered").isVisible(), id);
    }
    float input = network.pixel(0, 44 + 2, 160 + 5);
    float weight = PaintedNetwork.kernel(1, 15).weights()[27];
    assertTrue(
        texts(arithmetic.frame())
            .contains(
                "red "
                    + Figures.brief(input)
                    + " × "
                    + Figures.brief(weight)
                    + " = "
                    + Figures.brief((double) input * weight)));
    moveTo(arithmetic.frame().lookup("#sum"));
    assertEquals(-1, factor("#products").hovered().get());
  }

  @Test
  void deeperKernelsAreNumbersOfTheChannelThatCountsMost() {
    choose(5, 130);
    spot(11, 20);
    assertTrue(factor("#patch") instanceof NumberCells);
    moveTo(middle(factor("#kernel"), 7));
    assertEquals(7, factor("#patch").hovered().get());
    double total = 0;
    ChannelChoice channels = (ChannelChoice) only(arithmetic.frame(), ".channel-choice");
    double[] sums = ((Convolution) model.arithmetic().answer().get().value()).sums();
    for (double sum : sums) {
      total = Math.max(total, Math.abs(sum));
    }
    assertEquals(total, Math.abs(sums[channels.channel()]));
    int last = channels.getItems().get(47);
    interact(() -> channels.setValue(last));
    assertTrue(texts(only(arithmetic.frame(), "#sum")).contains("channel " + (48 + last) + "|"));
    assertTrue(arithmetic.text().contains("kernel, channel " + (48 + last)));
  }

  @Test
  void aWeightShowsWhatTheLastStepDidToIt() {
    choose(1, 15);
    spot(11, 40);
    clickOn("Backward");
    ChannelChoice channels =
        (ChannelChoice) only(arithmetic.frame(), ".arithmetic-body .channel-choice");
    interact(() -> channels.setValue(2));
    clickOn(middle((Cells) only(arithmetic.frame(), "#weights"), 30));
    assertTrue(network.asked.contains("weight 1 15 " + (2 * 121 + 30)));
    assertTrue(texts(only(arithmetic.frame(), "#weight-update")).contains("+0.03151784"));
    clickOn("#bias");
    assertTrue(network.asked.contains("weight 1 15 -1"));
    network.training = false;
    clickOn("#bias");
    String why = texts(only(arithmetic.frame(), "#weight-update"));
    assertTrue(why.contains("No training is under way") && why.contains("Resume the run"), why);
  }

  @Test
  void anInputOfAConnectedUnitStandsForItsWeight() {
    choose(8, 15);
    spot(0, 0);
    clickOn("Backward");
    Contributor first = ((Connected) model.arithmetic().answer().get().value()).largest().get(0);
    clickOn(".contributors .list-cell");
    int index = first.unit() * 36 + first.spot().row() * 6 + first.spot().column();
    assertTrue(network.asked.contains("weight 8 15 " + index), network.asked.toString());
  }

  @Test
  void surgeryShowsWhatItDoesAndIsTakenBack() throws Exception {
    choose(1, 15);
    interact(() -> ((ScrollPane) unit.frame().getCenter()).setVvalue(1));
    WaitForAsyncUtils.waitForFxEvents();
    clickOn("#mute");
    assertEquals(0, model.surgery().get().of(new Surgery.Unit(1, 15)));
    assertTrue(effects().contains("wild_cat|46 %|→|39 %|▼ 7 down"), effects());
    assertEquals("0", ((TextField) only(unit.frame(), "#unit-scale-typed")).getText());
    doubleClickOn("#unit-scale-typed").write("0,5").push(KeyCode.ENTER);
    assertEquals(0.5f, model.surgery().get().of(new Surgery.Unit(1, 15)));
    assertEquals(0.5, ((Slider) only(unit.frame(), "#unit-scale")).getValue(), 1e-6);
    doubleClickOn("#unit-scale-typed").write("11").push(KeyCode.ENTER);
    assertTrue(texts(only(unit.frame(), "#surgery")).contains("from 0 to 10"));
    assertEquals(0.5f, model.surgery().get().of(new Surgery.Unit(1, 15)));
    interact(() -> only(unit.frame(), "#mute").requestFocus());
    push(KeyCode.CONTROL, KeyCode.Z);
    assertEquals(0, model.surgery().get().of(new Surgery.Unit(1, 15)));
    picture("surgery", Look.Theme.LIGHT);
    clickOn("#restore-all");
    assertTrue(model.surgery().get().isEmpty());
    assertEquals("", effects());
  }

  @Test
  void aTypedFactorIsOneChangeAndMutingGivesItBack() {
    choose(1, 15);
    Surgery.Unit changed = new Surgery.Unit(1, 15);
    interact(() -> only(unit.frame(), "#unit-scale-typed").requestFocus());
    doubleClickOn("#unit-scale-typed").write("0.333").push(KeyCode.ENTER);
    assertEquals(0.33f, model.surgery().get().of(changed));
    interact(() -> only(unit.frame(), "#mute").requestFocus());
    clickOn("#mute");
    assertEquals(0, model.surgery().get().of(changed));
    clickOn("#mute");
    assertEquals(0.33f, model.surgery().get().of(changed));
    interact(model::undo);
    assertEquals(0, model.surgery().get().of(changed));
    interact(model::undo);
    interact(model::undo);
    assertTrue(model.surgery().get().isEmpty(), model.surgery().get().toString());
    assertFalse(model.undoable().get());
  }

  @Test
  void draggingTheScaleIsOneChange() {
    choose(1, 15);
    Slider slider = (Slider) only(unit.frame(), "#unit-scale");
    interact(
        () -> {
          slider.setValueChanging(true);
          for (double value : new double[] {0.9, 0.701, 0.5}) {
            slider.setValue(value);
          }
          slider.setValueChanging(false);
        });
    assertEquals(0.5f, model.surgery().get().of(new Surgery.Unit(1, 15)));
    interact(model::undo);
    assertTrue(model.surgery().get().isEmpty());
    assertEquals(1, slider.getValue());
    assertFalse(model.undoable().get());
  }

  @Test
  void arrowsGoFromUnitToUnit() {
    choose(1, 15);
    clickOn(unit.frame().choices().get(1));
    push(KeyCode.LEFT).push(KeyCode.RIGHT);
    assertEquals(16, model.unit().get());
    assertTrue(texts(unit.frame()).contains("Unit 16"));
    push(KeyCode.LEFT).push(KeyCode.LEFT);
    assertEquals(14, model.unit().get());
    clickOn("Deconv");
    assertEquals(BackwardRule.DECONVOLUTION, model.rule().get());
  }

  @Test
  void patchesAreNamedOrTheirLackIsExplained() throws Exception {
    choose(1, 15);
    assertTrue(texts(unit.frame()).contains("of 578 validation images, epoch 15 (step 1,200)"));
    Node tile = unit.frame().lookupAll(".patch-tile").iterator().next();
    assertEquals("photos/image_0.jpg:  700", tile.getAccessibleText());
    network.weights = PaintedNetwork.weights(false, 820);
    interact(model::refresh);
    assertTrue(
        texts(unit.frame())
            .contains(
                "epoch 15 (step 1,200), the run's newest validation; the weights shown are of step 820"));
    picture("patches-of-another-step", Look.Theme.values());
    network.validated = false;
    choose(1, 16);
    assertTrue(texts(unit.frame()).contains("they come with the next one"));
  }

  @Test
  void whatIsSavedIsWhatIsShown() throws Exception {
    choose(1, 15);
    saved = folder.resolve("map.npy");
    fire("Map", "NumPy array (.npy)…");
    await(() -> Files.exists(saved));
    byte[] file = Files.readAllBytes(saved);
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    float[] map = network.map(PaintedNetwork.layers().get(1), 15);
    assertEquals(128 + 4 * 55 * 55, file.length);
    assertEquals(map[700], numbers.getFloat(128 + 4 * 700));
    saved = folder.resolve("kernel.png");
    fire("Kernel", "PNG, enlarged up to 8 ×…");
    await(() -> Files.exists(saved));
    BufferedImage kernel = ImageIO.read(saved.toFile());
    assertEquals(88, kernel.getWidth());
    assertEquals(kernel.getRGB(8, 8), kernel.getRGB(15, 15));
    interact(() -> item("Picture carried back", "Copy the picture").fire());
    WaitForAsyncUtils.waitForFxEvents();
    interact(() -> assertEquals(227, Clipboard.getSystemClipboard().getImage().getWidth()));
  }

  private static float number(byte[] npy, int index) {
    return ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).getFloat(128 + 4 * index);
  }

  @Test
  void whatExcitesAUnitIsSavedAsOneSheetAndAsColours() throws Exception {
    choose(1, 15);
    saved = folder.resolve("patches.npy");
    fire("Patches that excite it most", "NumPy array (.npy)…");
    await(() -> Files.exists(saved));
    byte[] numbers = Files.readAllBytes(saved);
    assertEquals(128 + 4 * 9 * 3 * 11 * 11, numbers.length);
    int[] second = network.patches(1, 15).get().strongest().get(1).picture().argb();
    assertEquals(
        (second[40] >> 8) & 0xff, number(numbers, (3 + 1) * 121 + 40), "green of the second");
    saved = folder.resolve("patches.png");
    fire("Patches that excite it most", "PNG, a pixel for each number…");
    await(() -> Files.exists(saved));
    BufferedImage sheet = ImageIO.read(saved.toFile());
    assertEquals(3 * 12 - 1, sheet.getWidth());
    assertEquals(second[40], sheet.getRGB(12 + 40 % 11, 40 / 11));
    network.validated = false;
    choose(1, 16);
    Menu menu =
        unit.frame().more().stream()
            .filter(each -> each.getText().startsWith("Patches"))
            .map(Menu.class::cast)
            .findFirst()
            .get();
    interact(() -> menu.getOnShowing().handle(null));
    assertTrue(menu.getItems().stream().allMatch(MenuItem::isDisable), "there are none");
  }

  private void fireOfArithmetic(String menu, String name) {
    interact(
        () ->
            arithmetic.frame().more().stream()
                .filter(each -> each.getText().equals(menu))
                .flatMap(each -> ((Menu) each).getItems().stream())
                .filter(each -> each.getText().equals(name))
                .findFirst()
                .get()
                .fire());
  }

  @Test
  void theFactorsOfANumberAreSavedAsTheyAreShown() throws Exception {
    choose(1, 15);
    spot(11, 40);
    Convolution sum = (Convolution) model.arithmetic().answer().get().value();
    saved = folder.resolve("patch.png");
    fireOfArithmetic("Save the patch", "PNG, a pixel for each number…");
    await(() -> Files.exists(saved));
    int[] image = model.overview().answer().get().value().image().argb();
    assertEquals(
        image[(sum.top() + 2) * 227 + sum.left() + 5],
        ImageIO.read(saved.toFile()).getRGB(5, 2),
        "the image's own colours");
    saved = folder.resolve("products.npy");
    fireOfArithmetic("Save the products", "NumPy array (.npy)…");
    await(() -> Files.exists(saved));
    byte[] products = Files.readAllBytes(saved);
    assertEquals(128 + 4 * 3 * 121, products.length);
    assertEquals(sum.products()[2 * 121 + 27], number(products, 2 * 121 + 27));
    choose(5, 130);
    spot(11, 20);
    saved = folder.resolve("conv2.npy");
    fireOfArithmetic("Save the kernel", "NumPy array (.npy)…");
    await(() -> Files.exists(saved));
    assertEquals(128 + 4 * 48 * 25, Files.size(saved));
    saved = folder.resolve("conv2.png");
    fireOfArithmetic("Save the patch", "PNG, a pixel for each number…");
    await(() -> Files.exists(saved));
    assertEquals(7 * 6 - 1, ImageIO.read(saved.toFile()).getWidth(), "48 channels, 7 in a row");
  }

  @Test
  void allOfALayerIsSavedAsOneSheetAndAsNumbers() throws Exception {
    choose(1, 15);
    UnitsModel units = new UnitsModel(model);
    StringBuilder told = new StringBuilder();
    Saving saving =
        new Saving(
            unit.frame(),
            studio.images(),
            (owner, title, kind, name) -> Optional.of(folder.resolve(name)),
            told::append);
    List<Menu> menus = LayerSaving.menus(model, units, saving);
    interact(() -> menus.forEach(menu -> menu.getItems().subList(0, 3).forEach(MenuItem::fire)));
    Path maps = folder.resolve("conv1-maps.npy");
    Path filters = folder.resolve("conv1-filters.npy");
    await(() -> told.toString().split("Saved as ", -1).length == 7);
    UnitTiles shown = units.tiles().get();
    assertEquals(128 + 4 * 96 * 55 * 55, Files.size(maps));
    assertEquals(128 + 4 * 96 * 3 * 121, Files.size(filters));
    BufferedImage sheet = ImageIO.read(folder.resolve("conv1-filters.png").toFile());
    int scale = sheet.getWidth() / (10 * 12 - 1);
    assertEquals((10 * 12 - 1) * scale, sheet.getWidth());
    // Of filter 13, in the second row of ten.
    FilterBank bank = network.filters(1).get().value();
    int[] thirteenth = FilterRaster.argb(bank, 13, FilterRaster.limit(bank, 13));
    assertEquals(thirteenth[5 * 11 + 4], sheet.getRGB((3 * 12 + 4) * scale, (12 + 5) * scale));
    Saveable all = Saveable.maps(shown);
    assertEquals(
        shown.exact(13)[700],
        all.enlarged(1).argb()[(56 + 700 / 55) * (10 * 56 - 1) + 3 * 56 + 700 % 55]);
    assertEquals("96 × 55 × 55", all.extents());
  }

  private MenuItem item(String menu, String name) {
    return unit.frame().more().stream()
        .filter(each -> each.getText().equals(menu))
        .flatMap(each -> ((Menu) each).getItems().stream())
        .filter(each -> each.getText().equals(name))
        .findFirst()
        .get();
  }

  private void fire(String menu, String name) {
    interact(() -> item(menu, name).fire());
  }

  @Test
  void theArithmeticIsCopiedAndClosed() {
    choose(1, 15);
    spot(11, 40);
    clickOn("#copy-arithmetic");
    interact(
        () -> {
          String text = Clipboard.getSystemClipboard().getString();
          assertTrue(text.startsWith("conv1[15] at row 11, column 40"), text);
          assertTrue(text.contains("kernel, blue") && text.contains("engine\t"), text);
        });
    clickOn("#close-arithmetic");
    assertTrue(texts(arithmetic.frame()).contains("Click a pixel of the map"));
  }

  @Test
  void everyKindIsSeen() throws Exception {
    choose(1, 15);
    spot(11, 40);
    interact(() -> model.scale(0.6f));
    moveTo(middle(factor("#kernel"), 27));
    picture("conv1", Look.Theme.values());
    clickOn("Backward");
    interact(() -> model.chooseWeight(60));
    picture("conv1-back", Look.Theme.LIGHT);
    clickOn("Forward");
    choose(5, 130);
    spot(11, 20);
    picture("conv2", Look.Theme.values());
    for (int layer : new int[] {2, 3, 4, 8}) {
      choose(layer, 15);
      interact(() -> model.chooseSpot(layer == 8 ? new Spot(0, 0) : new Spot(11, 20)));
      picture(PaintedNetwork.layers().get(layer).name(), Look.Theme.DARK);
    }
  }
}
