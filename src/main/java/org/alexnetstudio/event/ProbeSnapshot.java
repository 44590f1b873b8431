package org.alexnetstudio.event;

import java.util.List;

/**
 * What the network makes of one probe image.
 *
 * @param image its path as events call it
 * @param top the likeliest classes, the likeliest first
 * @param maps of the layers with weights, in their order
 */
public record ProbeSnapshot(String image, List<Prediction> top, List<FeatureMaps> maps) {
  /** Copies the lists. */
  public ProbeSnapshot {
    top = List.copyOf(top);
    maps = List.copyOf(maps);
  }
}
