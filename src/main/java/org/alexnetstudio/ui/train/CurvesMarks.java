package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The upright lines at events, and where their labels find room. */
final class CurvesMarks {
  /** Rows that labels are staggered over. */
  static final int ROWS = 3;

  /** Between a line and its label, and between two labels. */
  private static final double GAP = 5;

  private CurvesMarks() {}

  /**
   * An event to mark.
   *
   * @param x pixels
   * @param label beside the line
   * @param best whether it is the best epoch, else a change of the learning rate
   */
  record Mark(double x, String label, boolean best) {}

  /**
   * A label that has found room.
   *
   * @param mark whose
   * @param x its left end
   * @param width in pixels
   * @param row from 0, the uppermost
   */
  record Label(Mark mark, double x, double width, int row) {
    private boolean meets(double left, double right) {
      return left < x + width + GAP && x - GAP < right;
    }
  }

  /**
   * Places the labels from {@code left} to {@code right}, the first marks first: none lies over
   * another, and those that find no room are dropped.
   */
  static List<Label> place(
      List<Mark> marks, ToDoubleFunction<String> widthOf, double left, double right) {
    List<Label> placed = new ArrayList<>();
    for (Mark mark : marks) {
      Label label = place(mark, widthOf.applyAsDouble(mark.label()), placed, left, right);
      if (label != null) {
        placed.add(label);
      }
    }
    return placed;
  }

  private static @Nullable Label place(
      Mark mark, double width, List<Label> placed, double left, double right) {
    double before = mark.x() - GAP - width;
    double after = mark.x() + GAP;
    for (int row = 0; row < ROWS; row++) {
      for (boolean first : new boolean[] {true, false}) {
        // The best stands after its line, a change of the learning rate before, if they can.
        double x = mark.best() == first ? after : before;
        int in = row;
        boolean free =
            placed.stream().noneMatch(each -> each.row() == in && each.meets(x, x + width));
        if (free && x >= left && x + width <= right) {
          return new Label(mark, x, width, row);
        }
      }
    }
    return null;
  }
}
