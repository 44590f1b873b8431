package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.alexnetstudio.insight.Spot;
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
          arithmetic = new ArithmeticPane(model);
          BorderPane window = new BorderPane();
          window.setPadding(new Insets(8));
          unit.frame().setPrefWidth(390);
          arithmetic.frame().setPrefHeight(230);
          BorderPane.setMargin(unit.frame(), new Insets(0, 0, 0, 8));
          window.setRight(unit.frame());
          window.setBottom(null);
          VBox middle = new VBox(arithmetic.frame());
          middle.setMaxWidth(690);
          window.setCenter(middle);
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

  private static String texts(Node node) {
    return node.lookupAll(".label").stream()
        .map(each -> ((Labeled) each).getText())
        .collect(Collectors.joining("|"));
  }

  private static Point2D middle(Cells cells, int cell) {
    return cells.localToScreen(
        (cell % cells.columns() + 0.5) * cells.cellWidth(),
        (cell / cells.columns() + 0.5) * cells.cellHeight());
  }

  private static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
  }

  private Cells cells(Node node, String selector) {
    return (Cells)
        node.lookupAll(selector).stream().filter(Cells.class::isInstance).findFirst().get();
  }

  private void picture(String name) throws Exception {
    for (Look.Theme theme : Look.Theme.values()) {
      interact(() -> look.choose(theme, Look.DEFAULT_TEXT_SIZE));
      WaitForAsyncUtils.waitForFxEvents();
      Screenshots.save(
          stage, "explore-" + name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void pictures() throws Exception {
    picture("empty");
    choose(1, 15);
    interact(() -> model.chooseSpot(new Spot(11, 40)));
    picture("conv1");
    clickOn("Backward");
    interact(() -> model.chooseWeight(60));
    interact(() -> model.scale(0.6f));
    picture("conv1-back");
    clickOn("Forward");
    choose(5, 130);
    interact(() -> model.chooseSpot(new Spot(11, 20)));
    picture("conv2");
    for (int layer : new int[] {2, 3, 4, 8}) {
      choose(layer, 15);
      interact(() -> model.chooseSpot(layer == 8 ? new Spot(0, 0) : new Spot(11, 20)));
      picture(PaintedNetwork.layers().get(layer).name());
    }
  }
}
