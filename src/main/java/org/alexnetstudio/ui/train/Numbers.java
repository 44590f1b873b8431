package org.alexnetstudio.ui.train;

import java.util.Locale;

/** Numbers as the panes write them: two figures that count where they are small, else one place. */
final class Numbers {
  private Numbers() {}

  static String of(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    String format = size >= 10 ? "%,.1f" : size >= 0.1 ? "%.2f" : size >= 0.001 ? "%.4f" : "%.1e";
    return String.format(Locale.ROOT, format, value).replace('-', '\u2212');
  }
}
