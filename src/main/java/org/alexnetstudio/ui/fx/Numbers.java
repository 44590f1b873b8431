package org.alexnetstudio.ui.fx;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the panes write them: short, but small ones with two figures that count. */
public final class Numbers {
  private static final MathContext TWO_FIGURES = new MathContext(2);

  private Numbers() {}

  /** Such as "0.011", "2.31", "1,240.5". */
  public static String of(double value) {
    double size = Math.abs(value);
    String text;
    if (size == 0 || !Double.isFinite(value)) {
      text = size == 0 ? "0" : String.valueOf(value);
    } else if (size >= 0.1) {
      text = String.format(Locale.ROOT, size >= 10 ? "%,.1f" : "%.2f", value);
    } else if (size >= 0.0001) {
      text = new BigDecimal(value).round(TWO_FIGURES).toPlainString();
    } else {
      text = String.format(Locale.ROOT, "%.1e", value);
    }
    return text.replace('-', '\u2212');
  }
}
