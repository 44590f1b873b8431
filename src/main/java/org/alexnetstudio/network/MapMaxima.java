package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/**
 * The largest number of each map of one layer's output.
 *
 * @param layer its name
 * @param maxima image after image one for each unit, (N, units)
 * @param width of its maps; without maps 1
 * @param places where on its map each of them is; to be asked before the pass's arrays are closed
 */
public record MapMaxima(String layer, NDArray maxima, int width, MapPlaces places) {
  /** Of a layer whose output has no maps: the output itself. */
  static MapMaxima ofUnits(String layer, NDArray output) {
    return new MapMaxima(layer, output, 1, (image, unit) -> 0);
  }
}
