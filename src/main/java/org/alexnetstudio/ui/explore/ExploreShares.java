package org.alexnetstudio.ui.explore;

/**
 * Where the dividers between the panes stand, as shares of the space from 0 to 1.
 *
 * @param layers of the width, for the layers
 * @param units of the rest, for the units and the arithmetic; the other part is the unit's
 * @param upper of the height, for the units over the arithmetic
 */
public record ExploreShares(double layers, double units, double upper) {
  /** As the design has it. */
  public static final ExploreShares DEFAULT = new ExploreShares(0.21, 0.635, 0.69);

  /** Takes places that cannot be back to the usual ones, as from a damaged file. */
  public ExploreShares {
    layers = possible(layers) ? layers : 0.21;
    units = possible(units) ? units : 0.635;
    upper = possible(upper) ? upper : 0.69;
  }

  private static boolean possible(double share) {
    return share > 0 && share < 1;
  }
}
