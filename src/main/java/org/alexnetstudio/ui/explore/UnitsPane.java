package org.alexnetstudio.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Readout;
import org.alexnetstudio.ui.fx.TileGrid;
import org.jspecify.annotations.Nullable;

/** The pane with all units of the layer. */
final class UnitsPane {
  private final ExploreModel explore;
  private final UnitsModel model;
  private final PaneFrame frame = new PaneFrame("Units");
  private final TileGrid grid;
  private final Readout readout = new Readout(frame);
  private final StackPane instead = new StackPane();
  private final Node waiting = waiting();
  private final PauseTransition patience = new PauseTransition(Duration.millis(300));
  private final Node noImage;
  private final Command retry;
  private final List<Command> layerCommands;
  private final Command larger;
  private final Command smaller;
  private final Command fit;

  /**
   * The pane.
   *
   * @param images what they are of
   * @param image what names the image, in place of a title
   * @param header controls before those of the pane
   * @param openImage offered where there is no image
   * @param saving writes all of the layer into files
   */
  UnitsPane(
      ExploreModel explore,
      UnitsModel model,
      ShownImages images,
      ImageMenu image,
      List<? extends Node> header,
      Command openImage,
      Saving saving) {
    this.explore = explore;
    this.model = model;
    grid = new TileGrid(model::choose, model::choose);
    grid.setRoomy();
    grid.setId("units");
    grid.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    noImage =
        new EmptyState(
            "mdal-add_photo_alternate",
            "Choose an image, or drop one here, to see what the network makes of it.",
            openImage.button(Icons.of("mdal-image")));
    retry = command("Try again", "", explore::refresh);
    layerCommands =
        List.of(
            command("Next layer", "Page Down", () -> model.moveLayer(1)),
            command("Previous layer", "Page Up", () -> model.moveLayer(-1)));
    larger = zooming("Larger units", "Shortcut+Plus", () -> grid.zoom(1));
    smaller = zooming("Smaller units", "Shortcut+Minus", () -> grid.zoom(-1));
    fit = zooming("Fit all units", "Shortcut+0", grid::zoomToFit);
    frame.setId("units-pane");
    frame.setTitle(image);
    frame.choices().addAll(header);
    Choice<UnitOrder> order =
        new Choice<>("Order of the units", List.of(UnitOrder.values()), UnitOrder::words);
    order.value().bindBidirectional(model.order());
    Choice<UnitsModel.Scale> scale =
        new Choice<>(
            "Scale of the colours", List.of(UnitsModel.Scale.values()), UnitsModel.Scale::words);
    scale.value().bindBidirectional(model.scale());
    frame.choices().addAll(order, scale);
    frame.more().addAll(more());
    frame.more().addAll(LayerSaving.menus(explore, model, saving));
    VBox.setVgrow(grid, Priority.ALWAYS);
    VBox content = new VBox(notice(images), grid, readout);
    content.getStyleClass().add("pane-body");
    // It covers the grid, which keeps the keyboard from one layer to the next.
    instead.getStyleClass().add("units-instead");
    patience.setOnFinished(event -> waiting.setVisible(true));
    frame.setBody(content, instead);
    frame.setBottom(new ChangedUnits(explore));
    model.tiles().addListener((value, before, now) -> show(now));
    explore.unit().addListener((value, before, now) -> select());
    explore.image().addListener((value, before, now) -> showInstead());
    explore.activations().pending().addListener((value, before, now) -> showInstead());
    explore.activations().problem().addListener((value, before, now) -> showInstead());
    grid.hovered().addListener((value, before, now) -> tell());
    grid.selected().addListener((value, before, now) -> tell());
    show(model.tiles().get());
  }

  private static Node notice(ShownImages images) {
    Label notice = new Label();
    notice.setWrapText(true);
    notice.getStyleClass().add("explore-notice");
    notice.textProperty().bind(images.notice());
    notice.visibleProperty().bind(notice.textProperty().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    return notice;
  }

  /** Before the grid's scroll bar turns its pages; and zoom by whatever key the sign is on. */
  private void pressed(KeyEvent event) {
    if (!event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown()) {
      switch (event.getCode()) {
        case PAGE_DOWN -> model.moveLayer(1);
        case PAGE_UP -> model.moveLayer(-1);
        default -> {
          return;
        }
      }
      event.consume();
    } else if (event.isShortcutDown() && !event.isAltDown()) {
      switch (event.getCode()) {
        case PLUS, EQUALS, ADD -> grid.zoom(1);
        case MINUS, SUBTRACT -> grid.zoom(-1);
        case DIGIT0, NUMPAD0 -> grid.zoomToFit();
        default -> {
          return;
        }
      }
      event.consume();
    }
  }

  private static Command command(String name, String key, Runnable action) {
    return new Command("Explore", name, key, action);
  }

  /** By key only while the grid has the keyboard: other panes may have a size of their own. */
  private Command zooming(String name, String key, Runnable zoom) {
    return command(
        name,
        key,
        () -> {
          if (grid.isFocusWithin()) {
            zoom.run();
          }
        });
  }

  private List<MenuItem> more() {
    List<MenuItem> items = new ArrayList<>();
    ToggleGroup group = new ToggleGroup();
    for (UnitColours each : List.of(UnitColours.FROM_ZERO, UnitColours.CENTRED)) {
      RadioMenuItem item = new RadioMenuItem(each.words());
      item.setToggleGroup(group);
      item.setSelected(model.colours().get() == each);
      item.setOnAction(event -> model.colours().set(each));
      items.add(item);
    }
    items.add(new SeparatorMenuItem());
    layerCommands.forEach(each -> items.add(each.menuItem()));
    items.add(item(larger, () -> grid.zoom(1)));
    items.add(item(smaller, () -> grid.zoom(-1)));
    items.add(item(fit, grid::zoomToFit));
    return items;
  }

  /** In the menu, which has the keyboard while it is open. */
  private static MenuItem item(Command command, Runnable action) {
    MenuItem item = command.menuItem();
    item.setOnAction(event -> action.run());
    return item;
  }

  private static Node waiting() {
    ProgressIndicator turning = new ProgressIndicator();
    turning.setMaxSize(28, 28);
    Label words = new Label("Asking the network…");
    words.getStyleClass().add("text-muted");
    VBox waiting = new VBox(12, turning, words);
    waiting.setAlignment(Pos.CENTER);
    return waiting;
  }

  private void show(@Nullable UnitTiles tiles) {
    if (tiles != null) {
      grid.show(tiles);
      frame.subtitle().set(LayerText.units(tiles.layer()));
      select();
    } else {
      frame.subtitle().set("");
    }
    showInstead();
  }

  private void select() {
    UnitTiles tiles = model.tiles().get();
    if (tiles != null) {
      grid.selected().set(tiles.tileOf(explore.unit().get()));
    }
    tell();
  }

  private void showInstead() {
    Throwable problem = explore.activations().problem().get();
    boolean shown = model.tiles().get() != null;
    instead.setVisible(!shown);
    frame.choices().stream()
        .filter(Choice.class::isInstance)
        .forEach(each -> each.setDisable(!shown));
    if (shown) {
      instead.getChildren().clear();
    } else {
      if (!instead.getChildren().equals(List.of(waiting))) {
        waiting.setVisible(false);
        patience.playFromStart();
      }
      Node node =
          explore.image().get() == null
              ? noImage
              : problem == null || explore.activations().pending().get()
                  ? waiting
                  : failure(Message.of(problem));
      instead.getChildren().setAll(node);
    }
  }

  private Node failure(Message message) {
    Label remedy = new Label(message.remedy());
    remedy.setWrapText(true);
    remedy.getStyleClass().add("text-muted");
    return new EmptyState(
        "mdal-error_outline",
        message.what() + ": " + message.why() + ".",
        remedy,
        retry.button(Icons.of("mdmz-refresh")));
  }

  private void tell() {
    UnitTiles tiles = model.tiles().get();
    if (tiles == null) {
      return;
    }
    int tile = grid.hovered().get() >= 0 ? grid.hovered().get() : grid.selected().get();
    if (tile < 0 || tile >= tiles.count()) {
      readout.show("", "Click a unit to look into it", UnitsModel.limits(tiles));
    } else {
      int unit = tiles.unit(tile);
      readout.show(
          tiles.layer().index() == 0 ? tiles.what(unit) : "Unit " + unit,
          tiles.numbers(unit, "   "),
          UnitsModel.limits(tiles));
    }
  }

  PaneFrame frame() {
    return frame;
  }

  /** Its actions with keys. */
  List<Command> commands() {
    return Stream.concat(layerCommands.stream(), Stream.of(larger, smaller, fit)).toList();
  }

  TileGrid grid() {
    return grid;
  }
}
