package org.alexnetstudio.insight;

import java.util.Arrays;

/**
 * What each unit of a layer makes of one image.
 *
 * @param layer which
 * @param values (units, height, width); never written after
 * @param twinOf for each unit the lower number of one with nearly the same weights, of the same
 *     inputs; -1 for none. Empty where the layer has no weights
 * @param dead for each unit whether it was never above 0 on the validation images; empty where that
 *     was not looked at
 */
public record LayerActivations(LayerInfo layer, float[] values, int[] twinOf, boolean[] dead) {

  /** A copy of one unit's map, (height, width). */
  public float[] map(int unit) {
    int area = layer.height() * layer.width();
    return Arrays.copyOfRange(values, unit * area, (unit + 1) * area);
  }
}
