package org.alexnetstudio.ui.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in rows, or one row as a strip; only those in sight have nodes. Its items are the
 * numbers of the rows.
 */
final class Gallery extends ListView<Integer> {
  /** Of a tile, in pixels. */
  static final double SIDE = 104;

  private static final double GAP = 8;
  private static final double SCROLL_BAR = 14;

  private final ClassifyModel model;
  private final Thumbnails thumbnails;
  private int columns = 1;

  Gallery(ClassifyModel model, Thumbnails thumbnails) {
    this.model = model;
    this.thumbnails = thumbnails;
    getStyleClass().add("gallery");
    setAccessibleText("Images");
    setCellFactory(list -> new Row());
    setFixedCellSize(SIDE + GAP);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    widthProperty().addListener((property, before, now) -> arrange());
    orientationProperty().addListener((property, before, now) -> arrange());
    model.items().addListener((ListChangeListener<ImageItem>) change -> arrange());
    model.chosen().addListener((property, before, now) -> showChosen());
    arrange();
  }

  private void arrange() {
    boolean strip = getOrientation() == Orientation.HORIZONTAL;
    columns = strip ? 1 : Math.max(1, (int) ((getWidth() - SCROLL_BAR) / (SIDE + GAP)));
    int rows = (model.items().size() + columns - 1) / columns;
    getItems().setAll(IntStream.range(0, rows).boxed().toList());
    refresh();
    showChosen();
  }

  private void showChosen() {
    ImageItem chosen = model.chosen().get();
    lookupAll(".gallery-row").forEach(node -> ((Row) node).mark(chosen));
    int index = chosen == null ? -1 : model.items().indexOf(chosen);
    if (index >= 0 && lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      // Moves only where it is out of sight, other than the list's own method.
      flow.scrollTo(index / columns);
    }
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int page = Math.max(1, (int) (getHeight() / (SIDE + GAP))) * columns;
    int all = model.items().size();
    int places =
        switch (event.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -columns;
          case DOWN -> columns;
          case PAGE_UP -> -page;
          case PAGE_DOWN -> page;
          case HOME -> -all;
          case END -> all;
          default -> 0;
        };
    if (places != 0) {
      model.chooseBy(places);
      event.consume();
    }
  }

  /** Some tiles side by side. */
  private final class Row extends ListCell<Integer> {
    private final HBox box = new HBox(GAP);
    private final List<ImageTile> tiles = new ArrayList<>();

    Row() {
      getStyleClass().add("gallery-row");
      box.setFillHeight(false);
    }

    @Override
    protected void updateItem(@Nullable Integer row, boolean empty) {
      super.updateItem(row, empty);
      setGraphic(empty ? null : box);
      while (!empty && tiles.size() < columns) {
        tiles.add(tile());
      }
      while (tiles.size() > columns) {
        tiles.remove(tiles.size() - 1).show(null);
      }
      if (box.getChildren().size() != tiles.size()) {
        box.getChildren().setAll(tiles);
      }
      for (int i = 0; i < tiles.size(); i++) {
        int index = empty || row == null ? model.items().size() : row * columns + i;
        tiles.get(i).show(index < model.items().size() ? model.items().get(index) : null);
      }
      mark(model.chosen().get());
    }

    private ImageTile tile() {
      ImageTile tile = new ImageTile(thumbnails, SIDE);
      tile.addEventHandler(
          MouseEvent.MOUSE_PRESSED,
          event -> {
            model.choose(tile.item());
            Gallery.this.requestFocus();
          });
      return tile;
    }

    void mark(@Nullable ImageItem chosen) {
      tiles.forEach(tile -> tile.setChosen(chosen != null && tile.item() == chosen));
    }
  }
}
