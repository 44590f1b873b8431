package org.alexnetstudio.ui.train;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Readout;
import org.alexnetstudio.ui.fx.TileGrid;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** The pane with what each unit of a layer makes of a pinned picture. */
public final class MapsView {
  private static final double TILE = 56;
  private static final double NARROW_TILE = 44;

  private final MapsModel model;
  private final Consumer<Path> pin;
  private final PaneFrame frame = new PaneFrame("Feature maps");
  private final ProbePictures pictures;
  private final ProbeStrip strip;
  private final TileGrid grid = new TileGrid(this::enlarge);
  private final ColourBar bar = new ColourBar();
  private final HBox maps = new HBox(12, grid, bar);
  private final UnitBars bars = new UnitBars();
  private final Label missing = new Label("No maps were kept at this step.");
  private final Readout readout = new Readout(frame);
  private final HBox content;
  private final MapDetail detail = new MapDetail();
  private final Enlarged enlarged = new Enlarged("map", detail, this::moveBy, grid::focus);
  private final Node empty;
  private final Choice<MapsModel.Order> order =
      new Choice<>(
          "Order of the units",
          List.of(MapsModel.Order.values()),
          each -> each == MapsModel.Order.UNITS ? "In order" : "Sorted");
  private final List<Command> commands;
  private @Nullable Choice<String> layer;

  /**
   * The pane of whichever run is on the screen.
   *
   * @param studio decodes pictures
   * @param pin takes a picture that was dropped here
   * @param addPicture asks for a picture and pins it
   */
  public MapsView(
      ObservableValue<ShownRun> run, Studio studio, Consumer<Path> pin, Command addPicture) {
    this.pin = pin;
    model = new MapsModel(run);
    pictures = new ProbePictures(studio);
    strip = new ProbeStrip(pictures, model.image()::set, addPicture);
    empty =
        new EmptyState(
            "mdal-layers",
            "Pin a picture to see what each layer makes of it.",
            addPicture.button(Icons.of("mdal-add_photo_alternate")));
    missing.getStyleClass().add("text-muted");
    HBox.setHgrow(grid, Priority.ALWAYS);
    StackPane shown = new StackPane(maps, bars, missing);
    shown.setMinSize(0, 0);
    VBox.setVgrow(shown, Priority.ALWAYS);
    VBox right = new VBox(shown, readout);
    HBox.setHgrow(right, Priority.ALWAYS);
    content = new HBox(strip, right);
    content.getStyleClass().add("maps-body");
    content
        .visibleProperty()
        .bind(enlarged.visibleProperty().not().and(empty.visibleProperty().not()));
    frame.setBody(content, empty, enlarged);
    frame.subtitle().bind(model.subtitle());
    frame.chip().bind(model.chip());
    frame.setOnDragOver(this::dragged);
    frame.setOnDragDropped(this::dropped);
    order.value().bindBidirectional(model.order());
    commands =
        List.of(
            new Command("Train", "Next layer", "Shortcut+Right", () -> model.moveLayer(1)),
            new Command("Train", "Previous layer", "Shortcut+Left", () -> model.moveLayer(-1)),
            new Command("Train", "Next picture", "Shortcut+Down", () -> model.moveImage(1)),
            new Command("Train", "Previous picture", "Shortcut+Up", () -> model.moveImage(-1)));
    commands.forEach(each -> frame.more().add(each.menuItem()));
    frame.widthProperty().addListener((value, before, now) -> fold(now.doubleValue()));
    fold(frame.getWidth());
    model.images().addListener((value, before, now) -> showStrip());
    model.image().addListener((value, before, now) -> showStrip());
    model.layers().addListener((value, before, now) -> showLayers(now));
    model.maps().addListener((value, before, now) -> show(now));
    model.order().addListener((value, before, now) -> show(model.maps().get()));
    grid.hovered().addListener((value, before, now) -> tell());
    grid.selected().addListener((value, before, now) -> tell());
    bars.hovered().addListener((value, before, now) -> tell());
    bars.selected().addListener((value, before, now) -> tell());
    showLayers(model.layers().get());
    showStrip();
    show(model.maps().get());
  }

  private void fold(double width) {
    strip.setSide(width < Readout.NARROW ? NARROW_TILE : TILE);
  }

  private void showStrip() {
    empty.setVisible(model.images().get().isEmpty());
    strip.show(model.images().get(), model.image().get());
  }

  private void showLayers(List<String> layers) {
    if (layers.isEmpty()) {
      return;
    }
    Choice<String> choice = layer;
    if (choice == null) {
      choice = new Choice<>("Layer", layers, each -> each);
      layer = choice;
      choice.value().bindBidirectional(model.layer());
    } else {
      choice.setValues(layers);
    }
  }

  private void show(@Nullable FeatureMaps shown) {
    boolean flat = shown != null && MapsModel.isFlat(shown);
    maps.setVisible(shown != null && !flat);
    bars.setVisible(flat);
    missing.setVisible(shown == null);
    showChoices(flat);
    if (shown == null || flat) {
      enlarged.close();
    }
    if (shown == null) {
      return;
    }
    if (flat) {
      bars.show(shown.mean(), model.order().get() == MapsModel.Order.STRENGTH);
    } else {
      grid.show(new MapTiles(shown));
      bar.show(shown);
      if (enlarged.isVisible()) {
        fillEnlarged(shown);
      }
    }
    tell();
  }

  private void showChoices(boolean flat) {
    List<Node> wanted = layer == null ? List.of() : flat ? List.of(order, layer) : List.of(layer);
    if (!frame.choices().equals(wanted)) {
      frame.choices().setAll(wanted);
    }
  }

  private void tell() {
    FeatureMaps shown = model.maps().get();
    if (shown == null) {
      return;
    }
    boolean flat = MapsModel.isFlat(shown);
    int hovered = flat ? bars.hovered().get() : grid.hovered().get();
    int unit = hovered >= 0 ? hovered : flat ? bars.selected().get() : grid.selected().get();
    String todo = flat ? "" : "Click to enlarge";
    if (unit < 0 || unit >= shown.units()) {
      readout.show("", "", flat ? "" : "Click a map to enlarge it");
    } else {
      readout.show("Unit " + unit, MapsModel.numbers(shown, unit), todo);
    }
  }

  private void enlarge(int unit) {
    FeatureMaps shown = model.maps().get();
    if (shown != null) {
      fillEnlarged(shown);
      enlarged.open();
    }
  }

  private void moveBy(int count) {
    FeatureMaps shown = model.maps().get();
    if (shown != null) {
      int next = grid.selected().get() + count;
      grid.selected().set(Math.max(0, Math.min(shown.units() - 1, next)));
      fillEnlarged(shown);
    }
  }

  private void fillEnlarged(FeatureMaps shown) {
    int unit = grid.selected().get();
    String image = model.image().get();
    detail.show(shown, unit, pictures.of(image == null ? "" : image));
    enlarged.describe(
        "Unit " + unit,
        "of " + shown.units() + " · " + shown.layer(),
        new MapTiles(shown).name(unit));
  }

  private void dragged(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    files.forEach(file -> pin.accept(file.toPath()));
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }

  /** The pane. */
  public PaneFrame frame() {
    return frame;
  }

  /** The pinned pictures, for other panes that show them too. */
  public ProbePictures pictures() {
    return pictures;
  }

  /** What is chosen and shown. */
  public MapsModel model() {
    return model;
  }

  /** Actions with shortcuts. */
  public List<Command> commands() {
    return commands;
  }
}
