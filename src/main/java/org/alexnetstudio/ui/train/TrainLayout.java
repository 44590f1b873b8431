package org.alexnetstudio.ui.train;

/**
 * Where the dividers between the panes stand, as shares of the space from 0 to 1.
 *
 * @param columns between the left and the right column
 * @param leftRow between the panes of the left column
 * @param rightRow between the panes of the right column
 */
public record TrainLayout(double columns, double leftRow, double rightRow) {
  /** A little more room for curves and maps. */
  public static final TrainLayout DEFAULT = new TrainLayout(0.535, 0.5, 0.5);

  /** Takes places that cannot be back to the middle, as from a damaged file. */
  public TrainLayout {
    columns = possible(columns);
    leftRow = possible(leftRow);
    rightRow = possible(rightRow);
  }

  private static double possible(double share) {
    return share > 0 && share < 1 ? share : 0.5;
  }
}
