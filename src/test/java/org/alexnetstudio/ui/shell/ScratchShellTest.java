package org.alexnetstudio.ui.shell;

import java.nio.file.*;
import java.util.*;
import javafx.beans.property.*;
import javafx.scene.Scene;
import javafx.scene.image.*;
import javafx.scene.layout.*;
import javafx.stage.Stage;
import org.alexnetstudio.session.*;
import org.alexnetstudio.ui.fx.*;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class ScratchShellTest extends ApplicationTest {
  Stage stage;
  Look look;
  StudioModel model;
  BorderPane root;
  Rail rail;
  Toolbar bar;
  TimelineBar time;
  StatusLine status;
  StackPane place;
  Node0 n;

  static class Node0 {}

  WelcomeView welcome;

  Command c(String n, String k) {
    return new Command("Training", n, k, () -> {});
  }

  @Override
  public void start(Stage s) {
    stage = s;
    look = new Look();
    look.choose(Look.Theme.DARK, 13);
    Studio studio = new Studio(AppFolders.ofSystem());
    model = new StudioModel(studio, Throwable::printStackTrace);
    TrainingCommands t =
        new TrainingCommands(
            c("Start", "Shortcut+Enter"),
            c("Pause", "Space"),
            c("Stop", "Shortcut+Period"),
            c("Resume run", "Shortcut+Shift+Enter"),
            c("First snapshot", "Home"),
            c("Snapshot before", "Left"),
            c("Play snapshots", "P"),
            c("Snapshot after", "Right"),
            c("Go live", "L"));
    List<Workspace> ws =
        List.of(
            new Workspace("Experiment", "mdmz-tune", new Pane(), List.of(), false),
            new Workspace("Train", "mdmz-show_chart", new Pane(), List.of(), true),
            new Workspace("Classify", "mdal-image_search", new Pane(), List.of(), true));
    rail =
        new Rail(
            ws,
            List.of(
                c("Show Experiment", "Shortcut+1"),
                c("Show Train", "Shortcut+2"),
                c("Show Classify", "Shortcut+3")),
            c("Shortcuts", "F1"),
            c("Settings", "Shortcut+Comma"));
    bar =
        new Toolbar(
            model,
            t,
            List.of(),
            new SimpleStringProperty("alexnet-photos"),
            new SimpleStringProperty("alexnet-photos.json · not yet run"),
            new SimpleStringProperty(null));
    time = new TimelineBar(model.run(), look.palette(), t);
    status = new StatusLine(model, studio, new SimpleStringProperty(null));
    welcome =
        new WelcomeView(
            c("Watch the bundled experiment", "Shortcut+B"),
            c("Train on a folder…", ""),
            c("Open a run…", "Shortcut+R"),
            List.of("CPU, 2 cores", "MXNet 1.9.1"),
            new SimpleBooleanProperty(true));
    place = new StackPane(welcome);
    root =
        new BorderPane(
            new BorderPane(place, bar, null, new VBox(time, status), null), null, null, null, rail);
    root.getStyleClass().add("window");
    Scene scene = new Scene(root, 1440, 900);
    s.setScene(scene);
    rail.select(1);
    fit(false);
    s.show();
  }

  void fit(boolean n) {
    rail.setNarrow(n);
    bar.setNarrow(n);
    time.setNarrow(n);
    status.setNarrow(n);
  }

  void shot(String name) throws Exception {
    interact(() -> {});
    Thread.sleep(500);
    WritableImage[] im = new WritableImage[1];
    interact(() -> im[0] = stage.getScene().snapshot(null));
    int w = (int) im[0].getWidth(), h = (int) im[0].getHeight();
    java.awt.image.BufferedImage b =
        new java.awt.image.BufferedImage(w, h, java.awt.image.BufferedImage.TYPE_INT_RGB);
    int[] px = new int[w * h];
    im[0].getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), px, 0, w);
    b.setRGB(0, 0, w, h, px, 0, w);
    Files.createDirectories(Path.of("target/screenshots"));
    javax.imageio.ImageIO.write(b, "png", new java.io.File("target/screenshots/" + name + ".png"));
  }

  @Test
  void look() throws Exception {
    shot("shell-welcome-dark");
    interact(
        () -> {
          look.choose(Look.Theme.LIGHT, 13);
        });
    shot("shell-welcome-light");
    Path run = Files.list(Path.of("/tmp/runs/photos")).findFirst().get();
    interact(
        () -> {
          place.getChildren().setAll(new Pane());
          model.open(run);
        });
    Thread.sleep(3000);
    shot("shell-run-light");
    interact(
        () -> {
          look.choose(Look.Theme.DARK, 13);
          stage.setWidth(1100);
          stage.setHeight(700);
          fit(true);
        });
    shot("shell-run-small");
    interact(
        () -> {
          place.getChildren().setAll(welcome);
        });
    shot("shell-welcome-small");
  }
}
