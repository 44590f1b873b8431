package org.alexnetstudio.ui.explore;

import org.alexnetstudio.insight.Distribution;
import org.alexnetstudio.insight.LayerInfo;
import org.jspecify.annotations.Nullable;

/**
 * A layer as the list has it.
 *
 * @param shaped whether its shape is told: it is another one than that of the layer before
 * @param numbers what is told of; null where the layer has none
 * @param changed how many of its units are changed
 */
record LayerRow(LayerInfo layer, boolean shaped, @Nullable Distribution numbers, int changed) {

  /** Whether the network learns anything here. */
  boolean weighted() {
    return layer.weights() != null;
  }

  /** "2 changed"; empty where none is. */
  String changes() {
    return changed == 0 ? "" : changed + " changed";
  }

  /** For screen readers. */
  String words(String what) {
    Distribution shown = numbers;
    return layer.name()
        + ", "
        + layer.type()
        + ", "
        + LayerText.shape(layer)
        + (shown == null ? "" : ", mean and SD of " + what + " " + LayerText.numbers(shown))
        + (changed == 0 ? "" : ", " + changes());
  }
}
