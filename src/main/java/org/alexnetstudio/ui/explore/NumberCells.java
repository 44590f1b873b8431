package org.alexnetstudio.ui.explore;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.paint.Color;
import org.alexnetstudio.insight.Tints;

/** Cells that are written out, on the colours of their numbers. */
final class NumberCells extends Cells {
  private static final PseudoClass BRIGHT = PseudoClass.getPseudoClass("bright");

  /** Of the size of the text. */
  private static final double WIDTH = 2.9;

  private static final double HEIGHT = 1.6;

  private final List<Label> labels = new ArrayList<>();
  private final Label measure = new Label();

  NumberCells() {
    getStyleClass().add("number-cells");
    measure.setManaged(false);
    measure.setVisible(false);
    measure.fontProperty().addListener((value, before, now) -> requestLayout());
    getChildren().add(0, measure);
  }

  /** Shows numbers, row by row; white is 0, and {@code limit} is blue or red in full. */
  void show(float[] values, int columns, float limit) {
    getChildren().removeAll(labels);
    labels.clear();
    for (float value : values) {
      int argb = Tints.signed(value, limit);
      Label label = new Label(Figures.cell(value));
      label.getStyleClass().add("number-cell");
      label.pseudoClassStateChanged(BRIGHT, Tints.bright(argb));
      label.setBackground(
          Background.fill(Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff)));
      label.setMouseTransparent(true);
      label.setManaged(false);
      labels.add(label);
    }
    getChildren().addAll(0, labels);
    divide(values.length / columns, columns);
  }

  @Override
  double cellWidth() {
    return Math.rint(WIDTH * measure.getFont().getSize());
  }

  @Override
  double cellHeight() {
    return Math.rint(HEIGHT * measure.getFont().getSize());
  }

  @Override
  protected void layoutChildren() {
    for (int i = 0; i < labels.size(); i++) {
      labels
          .get(i)
          .resizeRelocate(
              i % columns() * cellWidth(),
              Math.floorDiv(i, columns()) * cellHeight(),
              cellWidth() - 1,
              cellHeight() - 1);
    }
    super.layoutChildren();
  }
}
