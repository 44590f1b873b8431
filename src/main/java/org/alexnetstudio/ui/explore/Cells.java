package org.alexnetstudio.ui.explore;

import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in rows and columns of equal cells, one of which can be under the mouse, and one chosen
 * by a click or the arrow keys.
 */
abstract class Cells extends Region {
  private final IntegerProperty hovered = new SimpleIntegerProperty(-1);
  private final IntegerProperty chosen = new SimpleIntegerProperty(-1);
  private final Region hoverOutline = new Region();
  private final Region chosenOutline = new Region();
  private int rows = 1;
  private int columns = 1;
  private @Nullable IntConsumer action;

  Cells() {
    getStyleClass().add("cells");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    hoverOutline.getStyleClass().add("cell-hovered");
    chosenOutline.getStyleClass().add("cell-chosen");
    for (Region outline : new Region[] {chosenOutline, hoverOutline}) {
      outline.setManaged(false);
      outline.setMouseTransparent(true);
      outline.setVisible(false);
      getChildren().add(outline);
    }
    setOnMouseMoved(event -> hovered.set(cellAt(event.getX(), event.getY())));
    setOnMouseExited(event -> hovered.set(-1));
    setOnMouseClicked(this::clicked);
    setOnKeyPressed(this::pressed);
    hovered.addListener((value, before, now) -> requestLayout());
    chosen.addListener((value, before, now) -> requestLayout());
  }

  /** Lets cells be chosen by mouse and keyboard. */
  final void onChosen(IntConsumer chooses) {
    action = chooses;
    setFocusTraversable(true);
    getStyleClass().add("cells-open");
  }

  /** Divides it. */
  final void divide(int newRows, int newColumns) {
    rows = newRows;
    columns = newColumns;
    if (hovered.get() >= rows * columns) {
      hovered.set(-1);
    }
    if (chosen.get() >= rows * columns) {
      chosen.set(-1);
    }
    requestLayout();
  }

  final int columns() {
    return columns;
  }

  /** The cell under the mouse, row by row; -1 for none. */
  final IntegerProperty hovered() {
    return hovered;
  }

  /** The outlined cell; -1 for none. */
  final IntegerProperty chosen() {
    return chosen;
  }

  abstract double cellWidth();

  abstract double cellHeight();

  private int cellAt(double x, double y) {
    int column = (int) Math.floor(x / cellWidth());
    int row = (int) Math.floor(y / cellHeight());
    boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
    return inside ? row * columns + column : -1;
  }

  private void clicked(MouseEvent event) {
    int cell = cellAt(event.getX(), event.getY());
    if (event.getButton() == MouseButton.PRIMARY && cell >= 0) {
      requestFocus();
      choose(cell);
    }
  }

  private void choose(int cell) {
    if (action != null) {
      chosen.set(cell);
      action.accept(cell);
    }
  }

  private void pressed(KeyEvent event) {
    if (action == null || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int row = Math.max(0, chosen.get()) / columns;
    int column = Math.max(0, chosen.get()) % columns;
    switch (event.getCode()) {
      case LEFT -> column--;
      case RIGHT -> column++;
      case UP -> row--;
      case DOWN -> row++;
      case ENTER -> {}
      default -> {
        return;
      }
    }
    event.consume();
    int next =
        Math.max(0, Math.min(rows - 1, row)) * columns + Math.max(0, Math.min(columns - 1, column));
    choose(chosen.get() < 0 ? 0 : next);
  }

  @Override
  protected double computePrefWidth(double height) {
    return columns * cellWidth();
  }

  @Override
  protected double computePrefHeight(double width) {
    return rows * cellHeight();
  }

  @Override
  protected void layoutChildren() {
    place(hoverOutline, hovered.get());
    place(chosenOutline, chosen.get());
  }

  private void place(Region outline, int cell) {
    outline.setVisible(cell >= 0 && rows * columns > 1);
    if (cell >= 0) {
      int row = cell / columns;
      // Around the cell, so that its colour stays whole.
      outline.resizeRelocate(
          (cell - row * columns) * cellWidth() - 2,
          row * cellHeight() - 2,
          cellWidth() + 4,
          cellHeight() + 4);
    }
  }
}
