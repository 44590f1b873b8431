package org.alexnetstudio.ui.explore;

import java.util.Locale;
import org.alexnetstudio.insight.Distribution;
import org.alexnetstudio.insight.LayerInfo;

/** Layers in words. */
final class LayerText {
  private static final String TIMES = " × ";

  private LayerText() {}

  /** "96 × 55 × 55"; "4096" for a fully connected layer. */
  static String shape(LayerInfo layer) {
    return layer.hasMaps()
        ? layer.units() + TIMES + layer.height() + TIMES + layer.width()
        : String.valueOf(layer.units());
  }

  /** "conv1 · 96 maps of 55 × 55". */
  static String units(LayerInfo layer) {
    String units =
        layer.index() == 0
            ? shape(layer)
            : layer.hasMaps()
                ? layer.units() + " maps of " + layer.height() + TIMES + layer.width()
                : layer.units() + " units";
    return layer.name() + " · " + units;
  }

  /** "−0.002 · 0.024": mean and standard deviation. */
  static String numbers(Distribution distribution) {
    return of(distribution.mean()) + " · " + of(distribution.sd());
  }

  /** Three decimals as far as they say anything, so that the numbers of all layers compare. */
  private static String of(float value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f";
    String text = String.format(Locale.ROOT, pattern, value);
    return text.equals("-0.000") ? "0.000" : text.replace('-', '\u2212');
  }
}
