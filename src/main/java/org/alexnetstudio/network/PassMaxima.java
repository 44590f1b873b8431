package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a pass gave that looked for what excites units most; arrays of the images' manager.
 *
 * @param logits (N, classes)
 * @param layers those with weights, in order
 */
public record PassMaxima(NDArray logits, List<MapMaxima> layers) {
  /** Copies the list. */
  public PassMaxima {
    layers = List.copyOf(layers);
  }
}
