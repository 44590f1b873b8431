package org.alexnetstudio.ui.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers of sums: below each other they have as many decimals, and their signs are written. */
final class Figures {
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
    return figures(value, 3);
  }

  /** Six figures, to be reckoned with. */
  static String exact(double value) {
    return figures(value, 6);
  }

  private static String figures(double value, int count) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      return minus(String.valueOf(value));
    }
    if (size < 0.0001 || size >= 1_000_000) {
      return minus(String.format(Locale.ROOT, "%.1e", value).replace(".0e", "e"));
    }
    BigDecimal stripped = new BigDecimal(value).round(new MathContext(count)).stripTrailingZeros();
    return minus((stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString());
  }

  /** At most six signs, for a cell of a small table, such as "701", "12.4", "−0.036". */
  static String cell(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (!Double.isFinite(value) || size < 0.0005) {
      return minus(String.format(Locale.ROOT, "%.0e", value));
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
    return minus(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  /** How far a number is from the engine's, in parts of that; empty where they are equal. */
  static String difference(double computed, double engine) {
    double apart = Math.abs(computed - engine);
    if (apart == 0) {
      return "";
    }
    double share = engine == 0 ? apart : apart / Math.abs(engine);
    return minus(String.format(Locale.ROOT, "%.0e", share));
  }

  private static String minus(String text) {
    return text.replace('-', '\u2212');
  }
}
