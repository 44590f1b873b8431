package org.alexnetstudio.ui.train;

import java.util.Comparator;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import org.alexnetstudio.ui.fx.Numbers;

/** One bar for each unit of a layer without maps; where pixels are few, each shows its highest. */
final class UnitBars extends Region {
  private final Polygon bars = new Polygon();
  private final Region zero = new Region();
  private final Region marker = new Region();
  private final Label top = new Label();
  private final Label bottom = new Label();
  private final IntegerProperty hovered = new SimpleIntegerProperty(-1);
  private final IntegerProperty selected = new SimpleIntegerProperty(-1);

  private float[] values = new float[0];

  /** Units by their places from the left. */
  private int[] order = new int[0];

  UnitBars() {
    getStyleClass().add("unit-bars");
    setMinSize(0, 0);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    bars.getStyleClass().add("unit-bar");
    zero.getStyleClass().add("unit-zero");
    marker.getStyleClass().add("unit-marker");
    getChildren().addAll(marker, bars, zero, top, bottom);
    getChildren().forEach(each -> each.setManaged(false));
    setOnMouseMoved(event -> hovered.set(unitAt(event.getX())));
    setOnMouseExited(event -> hovered.set(-1));
    setOnMousePressed(
        event -> {
          requestFocus();
          selected.set(unitAt(event.getX()));
        });
    setOnKeyPressed(this::pressed);
    hovered.addListener((value, before, now) -> placeMarker());
    selected.addListener((value, before, now) -> placeMarker());
  }

  /** Shows the units' activations, the strongest first where that is wanted. */
  void show(float[] activations, boolean sorted) {
    values = activations;
    order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(
                sorted
                    ? Comparator.comparing((Integer unit) -> -values[unit])
                    : Comparator.naturalOrder())
            .mapToInt(Integer::intValue)
            .toArray();
    if (selected.get() >= values.length) {
      selected.set(-1);
    }
    hovered.set(-1);
    requestLayout();
  }

  /** The unit under the mouse; -1 for none. */
  IntegerProperty hovered() {
    return hovered;
  }

  /** The unit that the keyboard is at; -1 for none. */
  IntegerProperty selected() {
    return selected;
  }

  private float highest() {
    float highest = 0;
    for (float value : values) {
      highest = Math.max(highest, value);
    }
    return highest;
  }

  private float lowest() {
    float lowest = 0;
    for (float value : values) {
      lowest = Math.min(lowest, value);
    }
    return lowest;
  }

  @Override
  protected void layoutChildren() {
    int width = (int) getWidth();
    if (width < 1 || values.length == 0) {
      return;
    }
    float highest = highest();
    float lowest = lowest();
    double range = highest > lowest ? highest - lowest : 1;
    top.setText(Numbers.of(highest));
    bottom.setText(Numbers.of(lowest));
    double line = Math.ceil(top.prefHeight(-1));
    top.resizeRelocate(0, 0, width, line);
    bottom.resizeRelocate(0, getHeight() - line, width, line);
    double above = line + 4;
    double height = Math.max(1, getHeight() - 2 * (line + 4));
    double base = above + height * highest / range;
    int columns = Math.min(width, values.length);
    double step = (double) width / columns;
    double bar = step >= 3 ? step - 1 : step;
    Double[] points = new Double[columns * 8];
    for (int column = 0; column < columns; column++) {
      double y = base - height * values[strongest(column, columns)] / range;
      double left = column * step;
      Double[] corners = {left, base, left, y, left + bar, y, left + bar, base};
      System.arraycopy(corners, 0, points, column * 8, 8);
    }
    bars.getPoints().setAll(points);
    zero.resizeRelocate(0, Math.rint(base), width, 1);
    placeMarker();
  }

  /** Of the units that share a column, the one whose activation is farthest from 0. */
  private int strongest(int column, int columns) {
    int first = (int) ((long) column * order.length / columns);
    int end = (int) ((long) (column + 1) * order.length / columns);
    int strongest = order[first];
    for (int i = first + 1; i < end; i++) {
      if (Math.abs(values[order[i]]) > Math.abs(values[strongest])) {
        strongest = order[i];
      }
    }
    return strongest;
  }

  private int unitAt(double x) {
    int columns = Math.min((int) getWidth(), values.length);
    if (columns < 1 || x < 0 || x >= getWidth()) {
      return -1;
    }
    return strongest(Math.min(columns - 1, (int) (x * columns / getWidth())), columns);
  }

  private int placeOf(int unit) {
    return IntStream.range(0, order.length).filter(i -> order[i] == unit).findFirst().orElse(-1);
  }

  private void placeMarker() {
    int unit = hovered.get() >= 0 ? hovered.get() : selected.get();
    int place = placeOf(unit);
    marker.setVisible(place >= 0);
    if (place >= 0) {
      double step = getWidth() / values.length;
      double width = Math.max(3, step);
      marker.resizeRelocate(
          Math.rint((place + 0.5) * step - width / 2), 0, Math.rint(width), getHeight());
    }
    int told = selected.get();
    setAccessibleText(
        told < 0
            ? "Activations of " + values.length + " units"
            : "Unit " + told + ", activation " + Numbers.of(values[told]));
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || order.length == 0) {
      return;
    }
    int place = placeOf(selected.get());
    int last = order.length - 1;
    switch (event.getCode()) {
      case LEFT -> place = Math.max(0, place - 1);
      case RIGHT -> place = Math.min(last, place + 1);
      case HOME -> place = 0;
      case END -> place = last;
      default -> {
        return;
      }
    }
    selected.set(order[place]);
    event.consume();
  }
}
