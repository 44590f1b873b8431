package org.alexnetstudio.ui.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers of sums: below each other they have as many decimals, and their signs are written. */
final class Figures {
  private static final MathContext THREE = new MathContext(3);
  private static final int MOST_DECIMALS = 9;

  private Figures() {}

  /** Decimals with which the largest of some numbers has five figures, at least 2. */
  static int decimals(double largest) {
    double size = Math.abs(largest);
    if (size == 0 || !Double.isFinite(size)) {
      return 2;
    }
    return Math.max(2, Math.min(MOST_DECIMALS, 4 - (int) Math.floor(Math.log10(size))));
  }

  /** Such as "700.47" or "−0.12". */
  static String fixed(double value, int decimals) {
    return minus(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  /** Such as "+241.87" or "−0.12". */
  static String signed(double value, int decimals) {
    return minus(String.format(Locale.ROOT, "%+." + decimals + "f", value));
  }

  /** Three figures, such as "0.0312", "−12.4" or "1.2e−07". */
  static String brief(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      return minus(String.valueOf(value));
    }
    if (size < 0.0001 || size >= 100_000) {
      return minus(String.format(Locale.ROOT, "%.1e", value));
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    return minus((rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString());
  }

  /** How far two numbers are apart, in parts of the second; "equal" where they are not. */
  static String difference(double computed, double engine) {
    double apart = Math.abs(computed - engine);
    if (apart == 0) {
      return "equal";
    }
    String text =
        String.format(Locale.ROOT, "%.0e", engine == 0 ? apart : apart / Math.abs(engine));
    return minus(text) + (engine == 0 ? "" : " of it");
  }

  private static String minus(String text) {
    return text.replace('-', '\u2212');
  }
}
