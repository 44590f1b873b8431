package org.alexnetstudio.event;

/**
 * For each unit of one layer with weights the images that excite it most, by the layer's own
 * output, before an activation function.
 *
 * @param layer its name
 * @param units how many it has
 * @param values (units, {@link #MOST}), the largest first; negative infinity where there were fewer
 *     images
 * @param images (units, {@link #MOST}) numbers within the packed images; -1 where there were fewer
 * @param rows (units, {@link #MOST}) of the map
 * @param columns (units, {@link #MOST}) of the map
 */
public record LayerPeaks(
    String layer, int units, float[] values, int[] images, int[] rows, int[] columns) {
  /** Images of one unit, all of them different. */
  public static final int MOST = 9;

  /** Refuses arrays of another size. */
  public LayerPeaks {
    int size = units * MOST;
    if (values.length != size
        || images.length != size
        || rows.length != size
        || columns.length != size) {
      throw new IllegalArgumentException(layer + ": the peaks do not make up " + units + " units");
    }
  }

  /** Whether no image brought the unit above 0. */
  public boolean dead(int unit) {
    return !(values[unit * MOST] > 0);
  }
}
