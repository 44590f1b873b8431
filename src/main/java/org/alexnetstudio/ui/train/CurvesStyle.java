package org.alexnetstudio.ui.train;

import java.util.List;
import javafx.scene.paint.Color;
import org.alexnetstudio.ui.fx.Palette;

/**
 * How the lines of one run are drawn: the shown run in a colour for each quantity, a compared run
 * in one colour and dashes of its own.
 *
 * @param compared place among the compared runs; -1 is the shown run
 */
record CurvesStyle(int compared) {
  /** The shown run's. */
  static final CurvesStyle SHOWN = new CurvesStyle(-1);

  private static final List<Color> ON_DARK =
      List.of(
          Color.web("#39c5cf"), Color.web("#f778ba"), Color.web("#e3b341"), Color.web("#b1bac4"));
  private static final List<Color> ON_LIGHT =
      List.of(
          Color.web("#1b7c83"), Color.web("#bf3989"), Color.web("#7d4e00"), Color.web("#57606a"));
  private static final double[][] DASHES = {{6, 3}, {2, 3}, {8, 3, 2, 3}, {12, 4}, {1, 2}};

  boolean isShown() {
    return compared < 0;
  }

  Color colour(CurvesQuantity quantity, Palette palette) {
    if (isShown()) {
      return quantity.colour(palette);
    }
    List<Color> colours = palette.background().getBrightness() < 0.5 ? ON_DARK : ON_LIGHT;
    return colours.get(compared % colours.size());
  }

  /** Lengths of dashes and gaps; none of a full line. */
  double[] dashes() {
    return isShown() ? new double[0] : DASHES[compared % DASHES.length].clone();
  }
}
