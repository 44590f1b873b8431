package org.alexnetstudio.ui.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers as the curves tell them. */
final class CurvesText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private CurvesText() {}

  /** 1,412. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** As many decimals as it takes to tell numbers apart that are {@code step} apart. */
  static String decimals(double value, double step) {
    if (Math.abs(value) >= 1e6 && step >= 1e5) {
      return decimals(value / 1e6, step / 1e6) + "M";
    }
    int places = 0;
    while (places < 12 && !isWhole(step * Math.pow(10, places))) {
      places++;
    }
    return String.format(Locale.ROOT, "%,." + places + "f", value == 0 ? 0.0 : value);
  }

  private static boolean isWhole(double value) {
    return Math.rint(value) >= 1 && Math.abs(value - Math.rint(value)) < 1e-6 * value;
  }

  /** Of a loss: three figures or so. */
  static String loss(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 0.001 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int places = size >= 100 ? 1 : size >= 0.1 || size == 0 ? 2 : size >= 0.01 ? 3 : 4;
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  /** Of a fraction: 44.6 %. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  /** Of a learning rate: 0.01, or 2e-6. */
  static String rate(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    return value == 0 || value >= 1e-5
        ? rounded.toPlainString()
        : rounded.unscaledValue().toString().length() == 1
            ? String.format(Locale.ROOT, "%.0e", value)
            : String.format(Locale.ROOT, "%.1e", value);
  }

  /** Of a smoothing factor. */
  static String smoothing(double value) {
    return String.format(Locale.ROOT, value > 0.99 ? "%.3f" : "%.2f", value);
  }

  /** Of seconds: 45 s, 12 min 30 s, 3 h 02 min. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    if (hours > 0) {
      return minutes == 0
          ? String.format(Locale.ROOT, "%,d h", hours)
          : String.format(Locale.ROOT, "%,d h %02d min", hours, minutes);
    }
    if (minutes > 0) {
      return whole % 60 == 0 ? minutes + " min" : minutes + " min " + whole % 60 + " s";
    }
    return whole == 0 ? "0" : whole + " s";
  }

  /** Of seconds, to the second: 3:02:05. */
  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** Of an instant in ISO 8601, in this place's time: 24 Nov 19:30. */
  static String day(String instant) {
    try {
      return DAY.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    } catch (DateTimeParseException e) {
      return instant;
    }
  }
}
