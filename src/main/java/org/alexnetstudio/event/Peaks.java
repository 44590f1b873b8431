package org.alexnetstudio.event;

import java.util.List;
import java.util.Map;

/**
 * What excites the units of a network most, found in one validation.
 *
 * @param step finished steps of the training
 * @param images how many were looked at
 * @param fingerprint of the packed images, to which the numbers of images belong
 * @param names of those images that excite some unit most, by their numbers
 * @param layers those with weights
 */
public record Peaks(
    int step, int images, String fingerprint, Map<Integer, String> names, List<LayerPeaks> layers) {
  /** Copies the collections. */
  public Peaks {
    names = Map.copyOf(names);
    layers = List.copyOf(layers);
  }
}
