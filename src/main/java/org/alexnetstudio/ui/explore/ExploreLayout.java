package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Maximising;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.ShareSplit;
import org.jspecify.annotations.Nullable;

/** Where the panes of the workspace stand: by its width, and by whether the arithmetic is open. */
final class ExploreLayout extends StackPane {
  /** Of the workspace, which has the rail beside it. */
  private static final double NARROW = 1130;

  private static final double GAP = 8;

  private final PaneFrame layers;
  private final PaneFrame units;
  private final PaneFrame unit;
  private final PaneFrame arithmetic;
  private final ObservableBooleanValue calculating;
  private final Maximising maximising;
  private final ReadOnlyBooleanWrapper narrow = new ReadOnlyBooleanWrapper();
  private final Node closed = closed();

  private ExploreShares shares;
  private @Nullable ShareSplit columns;
  private @Nullable ShareSplit rest;
  private @Nullable ShareSplit rows;
  private @Nullable Arrangement arrangement;

  /** Which panes stand where; a change of it moves them. */
  private record Arrangement(boolean narrow, @Nullable PaneFrame maximised) {}

  ExploreLayout(
      PaneFrame layers,
      PaneFrame units,
      PaneFrame unit,
      PaneFrame arithmetic,
      ObservableBooleanValue calculating,
      ExploreShares shares) {
    this.layers = layers;
    this.units = units;
    this.unit = unit;
    this.arithmetic = arithmetic;
    this.calculating = calculating;
    this.shares = shares;
    setMinSize(0, 0);
    maximising = new Maximising("Explore", this, List.of(units, layers, unit, arithmetic));
    widthProperty().addListener((value, before, now) -> arrange());
    calculating.addListener((value, before, now) -> placeArithmetic());
    maximising.pane().addListener((value, before, now) -> arrange());
    arrange();
  }

  private static Node closed() {
    Label words = new Label("Click a pixel of the map to see how its value is computed.");
    words.getStyleClass().add("text-muted");
    words.setMinWidth(0);
    HBox line = new HBox(8, Icons.of("mdal-calculate"), words);
    line.setId("arithmetic-closed");
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().addAll("pane-frame", "arithmetic-closed");
    return line;
  }

  private void arrange() {
    narrow.set(getWidth() > 0 && getWidth() < NARROW);
    Arrangement next = new Arrangement(narrow.get(), maximising.pane().get());
    if (!Objects.equals(next, arrangement)) {
      arrangement = next;
      shares = shares();
      detach();
      getChildren().setAll(arranged(next));
      placeArithmetic();
    }
  }

  /** All others stay where they are: a pane that is put elsewhere loses the keyboard. */
  private void placeArithmetic() {
    ShareSplit split = rows;
    if (split == null) {
      return;
    }
    boolean open = calculating.get();
    boolean placed = split.getItems().contains(arithmetic);
    closed.setVisible(!open);
    closed.setManaged(!open);
    if (open && !placed) {
      split.getItems().add(arithmetic);
      split.setDividerPositions(split.share());
    } else if (!open && placed) {
      boolean focused = arithmetic.isFocusWithin();
      split.getItems().remove(arithmetic);
      Node map = unit.lookup("#unit-map");
      if (focused && map != null) {
        map.requestFocus();
      }
    }
  }

  /** A pane has one place at a time, and a split keeps what it was given. */
  private void detach() {
    for (ShareSplit split : new @Nullable ShareSplit[] {rows, rest, columns}) {
      if (split != null) {
        split.getItems().clear();
      }
    }
    columns = null;
    rest = null;
    rows = null;
  }

  private Region arranged(Arrangement how) {
    if (how.maximised() != null) {
      return how.maximised();
    }
    ShareSplit inner = new ShareSplit(Orientation.HORIZONTAL, shares.units(), middle(), unit);
    rest = inner;
    if (how.narrow()) {
      return inner;
    }
    ShareSplit all = new ShareSplit(Orientation.HORIZONTAL, shares.layers(), layers, inner);
    columns = all;
    return all;
  }

  private Region middle() {
    ShareSplit split = new ShareSplit(Orientation.VERTICAL, shares.upper(), units, arithmetic);
    rows = split;
    VBox.setVgrow(split, Priority.ALWAYS);
    VBox middle = new VBox(GAP, split, closed);
    middle.setMinSize(0, 0);
    return middle;
  }

  /** Where the dividers stand now, or stood when they were seen last. */
  ExploreShares shares() {
    return new ExploreShares(
        columns == null ? shares.layers() : columns.share(),
        rest == null ? shares.units() : rest.share(),
        rows == null ? shares.upper() : rows.share());
  }

  /** Whether there is no room for the layers. */
  ReadOnlyBooleanProperty narrow() {
    return narrow.getReadOnlyProperty();
  }

  /** A pane that takes all, and the keys for it. */
  Maximising maximising() {
    return maximising;
  }
}
