package org.alexnetstudio.insight;

import org.jspecify.annotations.Nullable;

/**
 * One layer and what it makes of one image.
 *
 * @param index 0 for the input, then in the order of the experiment's list
 * @param name the layer's; "data" for the input
 * @param type as in the experiment, such as "conv"; "data" for the input
 * @param units maps, or units of a fully connected layer
 * @param height rows of a map; 1 in a fully connected layer
 * @param width columns of a map; 1 in a fully connected layer
 * @param field side in input pixels of what one unit sees, at most the input's
 * @param weights of the layer's kernels; null where it has none
 * @param activations for the image
 */
public record LayerInfo(
    int index,
    String name,
    String type,
    int units,
    int height,
    int width,
    int field,
    @Nullable Distribution weights,
    Distribution activations) {

  /** Whether its units are maps. */
  public boolean hasMaps() {
    return height > 1 || width > 1;
  }
}
