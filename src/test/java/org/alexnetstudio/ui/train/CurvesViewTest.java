package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.run.LossSeries;
import org.alexnetstudio.ui.run.ShownRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class CurvesViewTest extends ApplicationTest {
  private static final int STEPS = 1412;
  private static final int EPOCH = 41;

  @TempDir static Path folder;

  private final AtomicInteger started = new AtomicInteger();
  private SimpleObjectProperty<ShownRun> run;
  private Studio studio;
  private Look look;
  private Stage stage;
  private Scene scene;
  private CurvesView view;

  @Override
  public void start(Stage newStage) {
    stage = newStage;
    look = new Look();
    look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
    run = new SimpleObjectProperty<>(CurvesRuns.empty());
    studio = new Studio(new AppFolders(folder.resolve("cache")));
    Command start = new Command("Training", "Start", "Shortcut+Enter", started::incrementAndGet);
    view = new CurvesView(run, studio, look.palette(), start);
    scene = new Scene(new StackPane(view));
    look.dress(scene);
    stage.setScene(scene);
    stage.setWidth(724);
    stage.setHeight(364);
    stage.show();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private void show(List<RunEvent> events) {
    interact(() -> run.set(CurvesRuns.of(events)));
    settle();
  }

  /** Until what has changed is drawn. */
  private void settle() {
    WaitForAsyncUtils.waitForFxEvents();
    interact(
        () -> {
          scene.getRoot().applyCss();
          scene.getRoot().layout();
        });
  }

  private WritableImage picture(String name) throws Exception {
    settle();
    WritableImage[] image = new WritableImage[1];
    interact(() -> image[0] = scene.snapshot(null));
    int width = (int) image[0].getWidth();
    int height = (int) image[0].getHeight();
    int[] pixels = new int[width * height];
    image[0]
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage file = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    file.setRGB(0, 0, width, height, pixels, 0, width);
    Path folder = Files.createDirectories(Path.of("target/screenshots"));
    ImageIO.write(file, "png", folder.resolve("curves-" + name + ".png").toFile());
    return image[0];
  }

  /** The colour at a place of the plots. */
  private Color at(WritableImage image, double x, double y) {
    Point2D place = view.plot().localToScene(x, y);
    return image.getPixelReader().getColor((int) place.getX(), (int) place.getY());
  }

  private static void assertColour(Color expected, Color found) {
    assertTrue(isNear(expected, found), "expected " + expected + ", found " + found);
  }

  /** A thin line: its full colour is in the row of pixels that it lies in, or a row beside. */
  private void assertLine(Color expected, WritableImage image, double x, double y) {
    assertTrue(
        IntStream.rangeClosed(-1, 1).anyMatch(i -> isNear(expected, at(image, x, y + i))),
        "a line of " + expected + " at " + y);
  }

  private static boolean isNear(Color expected, Color found) {
    double distance =
        Math.abs(expected.getRed() - found.getRed())
            + Math.abs(expected.getGreen() - found.getGreen())
            + Math.abs(expected.getBlue() - found.getBlue());
    return distance < 0.15;
  }

  private Point2D screen(double x, double y) {
    return view.plot().localToScreen(x, y);
  }

  private double xOf(double step) {
    return view.plot().drawn().x().pixel(step);
  }

  private double plotWidth() {
    return view.plot().drawn().loss().width();
  }

  private boolean shows(String text) {
    return lookup((Node node) -> node instanceof Labeled label && text.equals(label.getText()))
        .queryAll()
        .stream()
        .anyMatch(CurvesViewTest::isSeen);
  }

  private static boolean isSeen(Node node) {
    return node == null || (node.isVisible() && isSeen(node.getParent()));
  }

  @Test
  void withoutStepsThePaneSaysHowToGetThem() throws Exception {
    picture("empty");
    assertTrue(shows("Loss and accuracy appear with the first step."));
    clickOn("#start");
    assertEquals(1, started.get());
    show(CurvesRuns.training(30, EPOCH, 1));
    assertFalse(shows("Loss and accuracy appear with the first step."));
    assertTrue(shows("after epoch 1"));
    picture("first-epoch");
  }

  @Test
  void linesLieWhereTheirValuesAre() throws Exception {
    show(CurvesRuns.level(1000, 100));
    for (Look.Theme theme : Look.Theme.values()) {
      interact(() -> look.choose(theme, Look.DEFAULT_TEXT_SIZE));
      WritableImage image = picture("level-" + theme);
      Palette palette = look.palette().get();
      CurvesArea accuracy = view.plot().drawn().accuracy();
      // Accuracy goes from 0 to 80 %, the axis of steps to 1,000.
      double middle = (accuracy.left() + accuracy.right()) / 2 + 20;
      double top1 = accuracy.bottom() - accuracy.height() * 50 / 80;
      assertLine(palette.top1(), image, middle, top1);
      assertLine(palette.top5(), image, middle, accuracy.top());
      assertColour(palette.background(), at(image, middle, top1 + 8));
      double before = accuracy.left() + accuracy.width() * 90 / 1000;
      assertColour(palette.background(), at(image, before, top1));
      CurvesArea loss = view.plot().drawn().loss();
      // The losses 2 and 4, padded by a twenty-fifth at either end.
      double unit = loss.height() / (2 * 1.08);
      assertLine(palette.validationLoss(), image, middle, loss.top() + 0.58 * unit);
      assertLine(palette.trainingLoss(), image, middle, loss.top() + 1.08 * unit);
      // Steps are about two to a column of pixels: where there is one only, no bar is drawn.
      Color bar = palette.background().interpolate(palette.trainingLoss(), 0.45);
      assertTrue(
          IntStream.range(0, 4)
              .anyMatch(i -> isNear(bar, at(image, middle + i, loss.top() + 1.6 * unit))),
          "the raw losses' bar");
      double best = Math.floor(accuracy.left() + accuracy.width() * 100 / 1000);
      assertTrue(
          hasColour(image, best, loss.top() + 20, loss.bottom(), palette.success()),
          "the best epoch's line");
    }
  }

  private boolean hasColour(WritableImage image, double x, double from, double to, Color colour) {
    for (double y = from; y < to; y++) {
      Color found = at(image, x, y);
      if (Math.abs(found.getRed() - colour.getRed()) < 0.08
          && Math.abs(found.getGreen() - colour.getGreen()) < 0.08
          && Math.abs(found.getBlue() - colour.getBlue()) < 0.08) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theCrosshairFollowsMouseAndKeys() throws Exception {
    show(CurvesRuns.training(STEPS, EPOCH, 1));
    moveTo(screen(xOf(430), 40));
    settle();
    assertEquals(430, view.model().crosshair().get(), 1 + STEPS / plotWidth(), "to the pixel");
    WritableImage image = picture("crosshair");
    CurvesArea loss = view.plot().drawn().loss();
    Palette palette = look.palette().get();
    double line = xOf(view.model().crosshair().get());
    assertColour(palette.muted(), at(image, line, loss.bottom() - 3));
    assertColour(palette.muted(), at(image, line, view.plot().drawn().accuracy().top() + 40));

    interact(() -> view.plot().requestFocus());
    assertTrue(Double.isNaN(view.model().crosshair().get()));
    push(KeyCode.RIGHT);
    assertEquals(STEPS, view.model().crosshair().get(), "it begins at the newest");
    push(KeyCode.LEFT);
    double before = view.model().crosshair().get();
    assertTrue(before < STEPS && before > STEPS - 10, "one column: " + before);
    press(KeyCode.SHIFT).push(KeyCode.LEFT).release(KeyCode.SHIFT);
    assertTrue(view.model().crosshair().get() < before - 10);
    push(KeyCode.ESCAPE);
    assertTrue(Double.isNaN(view.model().crosshair().get()));
  }

  @Test
  void keysZoomAndReset() {
    show(CurvesRuns.training(STEPS, EPOCH, 1));
    interact(() -> view.plot().requestFocus());
    write("+");
    CurvesRange first = view.model().zoom().get().x();
    assertTrue(first.length() < STEPS);
    write("+");
    assertTrue(view.model().zoom().get().x().length() < first.length());
    write("-");
    assertEquals(first.length(), view.model().zoom().get().x().length(), 1e-6);
    push(KeyCode.HOME);
    assertEquals(CurvesZoom.NONE, view.model().zoom().get());
    interact(() -> view.model().pointAt(700));
    settle();
    push(KeyCode.RIGHT);
    assertTrue(view.model().crosshair().get() > 700, "at the crosshair's next column");
    write("+").write("0");
    assertEquals(CurvesZoom.NONE, view.model().zoom().get());
  }

  @Test
  void aDragSelectsAPartAndADoubleClickShowsAll() throws Exception {
    show(CurvesRuns.training(STEPS, EPOCH, 1));
    CurvesArea loss = view.plot().drawn().loss();
    double from = xOf(400);
    double to = xOf(800);
    drag(screen(from, 60), MouseButton.PRIMARY).moveTo(screen(to, 62));
    picture("selection");
    drop();
    settle();
    CurvesZoom zoom = view.model().zoom().get();
    assertEquals(400, zoom.x().low(), 3);
    assertEquals(800, zoom.x().high(), 3);
    assertNull(zoom.loss(), "a flat drag leaves the losses");

    drag(screen(loss.left() + 100, loss.top() + 20), MouseButton.PRIMARY)
        .dropTo(screen(loss.left() + 300, loss.top() + 80));
    settle();
    zoom = view.model().zoom().get();
    assertNotNull(zoom.loss());
    assertNull(zoom.accuracy());
    assertEquals(zoom.loss(), view.plot().drawn().lossScale().range());
    double low = zoom.x().low();
    drag(screen(loss.left() + 100, 60), MouseButton.MIDDLE).dropTo(screen(loss.left() + 150, 60));
    assertTrue(view.model().zoom().get().x().low() < low, "the view follows the hand");
    picture("zoomed");
    doubleClickOn(screen(loss.left() + 100, 60));
    assertEquals(CurvesZoom.NONE, view.model().zoom().get());

    settle();
    double hand = xOf(1000);
    turnWheel(hand, 80);
    CurvesRange wheel = view.model().zoom().get().x();
    assertTrue(wheel.length() < STEPS, wheel.toString());
    settle();
    assertEquals(1000, view.plot().drawn().x().value(hand), 1e-6, "what is under it stays");
    turnWheel(xOf(1000), -400);
    assertEquals(CurvesZoom.NONE, view.model().zoom().get());
  }

  private void turnWheel(double x, double delta) {
    Point2D at = screen(x, 60);
    Point2D inScene = view.plot().localToScene(x, 60);
    ScrollEvent turn =
        new ScrollEvent(
            ScrollEvent.SCROLL,
            inScene.getX(),
            inScene.getY(),
            at.getX(),
            at.getY(),
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            delta,
            0,
            delta,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null);
    interact(() -> Event.fireEvent(view.plot(), turn));
  }

  @Test
  void theRunAtTheCursorIsToldWhereTheTimelineIsScrubbed() throws Exception {
    ShownRun scrubbed = CurvesRuns.empty();
    interact(() -> run.set(scrubbed));
    scrubbed
        .listener()
        .opened(
            new RunDetails(
                folder, Presets.read(Presets.DEFAULT, Map.of()), List.of("a"), "now", List.of()));
    CurvesRuns.training(STEPS, EPOCH, 1).forEach(scrubbed.listener()::event);
    scrubbed.listener().timeline(List.of(0, 400, 820, 1400));
    WaitForAsyncUtils.waitFor(
        5, TimeUnit.SECONDS, () -> scrubbed.history().lastStep() == STEPS && !isEmptySeen());
    interact(() -> scrubbed.scrubTo(820));
    WritableImage image = picture("scrubbed");
    assertTrue(shows("step 820"), "the mark in the header");
    CurvesValues then = CurvesValues.at(view.model().first(), 820, 0.97);
    assertTrue(shows(CurvesText.percent(then.validation().top1())), "the legend goes along");
    CurvesArea loss = view.plot().drawn().loss();
    assertColour(look.palette().get().warning(), at(image, xOf(820), loss.bottom() - 4));
    interact(scrubbed::goLive);
    picture("live");
    assertFalse(shows("step 820"));
  }

  private boolean isEmptySeen() {
    return shows("Loss and accuracy appear with the first step.");
  }

  @Test
  void bothSizesBothThemesAndAllAxes() throws Exception {
    show(CurvesRuns.training(STEPS, EPOCH, 1));
    for (Look.Theme theme : Look.Theme.values()) {
      interact(() -> look.choose(theme, Look.DEFAULT_TEXT_SIZE));
      interact(() -> stage.setWidth(724));
      interact(() -> stage.setHeight(364));
      assertTrue(shows("Training loss"));
      picture("wide-" + theme);
      interact(() -> view.model().logarithmic().set(true));
      picture("log-" + theme);
      interact(() -> view.model().logarithmic().set(false));
      interact(() -> stage.setWidth(524));
      interact(() -> stage.setHeight(268));
      picture("small-" + theme);
      assertTrue(shows("Train loss"));
      assertFalse(shows("Training loss"));
      assertFalse(shows("Smooth"), "the slider is under More");
      for (CurvesAxis axis : CurvesAxis.values()) {
        interact(() -> view.model().axis().set(axis));
        picture("small-" + axis + "-" + theme);
        assertEquals(2, labelsInside(), "top and bottom of the axis are labelled");
      }
      interact(() -> view.model().axis().set(CurvesAxis.STEP));
    }
  }

  /** Counts the ends of the x axis that have a tick near them. */
  private int labelsInside() {
    List<CurvesTicks.Tick> ticks = view.plot().drawn().xTicks();
    CurvesRange range = view.plot().drawn().x().range();
    int ends = ticks.get(0).value() == 0 ? 1 : 0;
    double last = ticks.get(ticks.size() - 1).value();
    return ends + (last > range.low() + 0.7 * range.length() ? 1 : 0);
  }

  @Test
  void anotherRunIsLaidOverAndTakenAway() throws Exception {
    Path file = SmallExperiment.write(folder.resolve("small"), 12);
    ShownRun trained = CurvesRuns.empty();
    studio
        .start(
            ExperimentFile.read(file, Map.of("training.epochs", "2")),
            Files.createDirectories(folder.resolve("runs")),
            trained.listener())
        .ended()
        .get(60, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> trained.outcome().get() != null);
    show(CurvesRuns.training(60, 20, 1));
    Path other = trained.details().get().folder();
    interact(() -> view.model().comparisons().add(other));
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> view.model().runs().size() == 2);
    CurvesRun compared = view.model().runs().get(1);
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> compared.run().outcome().get() != null);

    LossSeries theirs = compared.history().losses();
    assertEquals(trained.history().losses().lastStep(), theirs.lastStep());
    assertEquals(trained.history().losses().mean(3), theirs.mean(3));
    assertTrue(compared.name().startsWith("small, "), compared.name());
    assertTrue(shows(compared.name()), "the legend names it");
    interact(() -> view.model().pointAt(4));
    WritableImage image = picture("compared");
    Color colour = compared.style().colour(CurvesQuantity.TRAINING_LOSS, look.palette().get());
    assertTrue(countOf(image, colour) > 40, "pixels of its colour: " + countOf(image, colour));
    assertEquals(
        2, CurvesReadout.of(view.model()).lines().stream().map(l -> l.style()).distinct().count());

    Path table = folder.resolve("both.csv");
    save(() -> view.files().saveTable(table));
    Set<String> names =
        Files.readAllLines(table).stream()
            .skip(1)
            .map(row -> row.startsWith("\"") ? row.split("\"")[1] : row.split(",")[0])
            .collect(Collectors.toSet());
    assertEquals(Set.of("This run", compared.name()), names);

    interact(() -> view.model().comparisons().add(other));
    assertNotNull(view.model().comparisons().problem().get(), "the same again is refused");
    interact(() -> listTargetWindows().stream().filter(w -> w != stage).forEach(w -> w.hide()));
    Button remove = lookup(".curves-remove").query();
    assertEquals("Remove " + compared.name(), remove.getAccessibleText());
    interact(remove::fire);
    image = picture("removed");
    assertEquals(0, countOf(image, colour));
  }

  private Path save(Supplier<CompletableFuture<Path>> saving) throws Exception {
    List<CompletableFuture<Path>> future = new ArrayList<>();
    interact(() -> future.add(saving.get()));
    return future.get(0).get(10, TimeUnit.SECONDS);
  }

  private int countOf(WritableImage image, Color colour) {
    int count = 0;
    Bounds plot = view.plot().localToScene(view.plot().getLayoutBounds());
    for (int y = (int) plot.getMinY() + 1; y < plot.getMaxY() - 1; y++) {
      for (int x = (int) plot.getMinX() + 1; x < plot.getMaxX() - 1; x++) {
        Color found = image.getPixelReader().getColor(x, y);
        double distance =
            Math.abs(found.getRed() - colour.getRed())
                + Math.abs(found.getGreen() - colour.getGreen())
                + Math.abs(found.getBlue() - colour.getBlue());
        count += distance < 0.1 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aFolderThatIsNoRunIsRefusedWithItsReason() throws Exception {
    show(CurvesRuns.training(60, 20, 1));
    interact(() -> view.model().comparisons().add(folder.resolve("nowhere")));
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> problem() != null);
    assertEquals(1, view.model().runs().size());
    assertEquals(0, view.model().comparisons().runs().size());
    interact(() -> listTargetWindows().stream().filter(w -> w != stage).forEach(w -> w.hide()));
  }

  private Throwable problem() {
    return view.model().comparisons().problem().get();
  }

  @Test
  void thePictureIsTwiceAsLargeAndHasTheCurvesInIt() throws Exception {
    show(CurvesRuns.training(STEPS, EPOCH, 1));
    Path file = folder.resolve("curves.png");
    save(() -> view.files().savePicture(file));
    BufferedImage saved = ImageIO.read(file.toFile());
    assertEquals(2 * Math.ceil(view.getWidth()), saved.getWidth());
    assertEquals(2 * Math.ceil(view.getHeight()), saved.getHeight());
    Files.copy(
        file,
        Path.of("target/screenshots/curves-saved.png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    int green = 0;
    Color top1 = look.palette().get().top1();
    for (int x = 0; x < saved.getWidth(); x++) {
      for (int y = 0; y < saved.getHeight(); y++) {
        int rgb = saved.getRGB(x, y);
        green +=
            Math.abs((rgb >> 16 & 255) / 255.0 - top1.getRed()) < 0.05
                    && Math.abs((rgb >> 8 & 255) / 255.0 - top1.getGreen()) < 0.05
                ? 1
                : 0;
      }
    }
    assertTrue(green > 1000, "pixels of top-1: " + green);
  }

  @Test
  void aHundredThousandPointsAreDrawnInOneFrame() throws Exception {
    show(CurvesRuns.training(100_000, 2000, 1));
    picture("100000");
    int frames = 60;
    double[] millis = new double[frames];
    interact(
        () -> {
          Canvas canvas = new Canvas(view.plot().getWidth(), view.plot().getHeight());
          WritableImage image =
              new WritableImage((int) canvas.getWidth(), (int) canvas.getHeight());
          for (int i = 0; i < frames; i++) {
            long begin = System.nanoTime();
            CurvesLayout layout =
                CurvesLayout.of(view.model(), canvas.getWidth(), canvas.getHeight(), 11);
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            new CurvesPainter(
                    canvas.getGraphicsContext2D(), look.palette().get(), view.plot().font())
                .paint(layout, false);
            canvas.snapshot(null, image);
            millis[i] = (System.nanoTime() - begin) / 1e6;
          }
        });
    Arrays.sort(millis);
    System.out.printf(
        "curves of 100,000 steps: %.1f ms a frame, at best %.1f%n", millis[frames / 2], millis[0]);
    assertTrue(view.plot().drawn().traces().get(0).x().length < 724);
  }
}
