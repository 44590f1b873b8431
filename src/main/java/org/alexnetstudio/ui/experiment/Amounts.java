package org.alexnetstudio.ui.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Amounts {
  private static final String[] POWERS = {"", " K", " M", " G", " T"};

  private Amounts() {}

  /** Three digits and a power of 1000, such as 57.3 M. */
  static String rounded(long number) {
    int power = 0;
    double rest = (double) number;
    while (rest >= 999.5 && power < POWERS.length - 1) {
      rest /= 1000;
      power++;
    }
    int decimals = power == 0 || rest >= 99.95 ? 0 : 1;
    return String.format(Locale.ROOT, "%." + decimals + "f", rest) + POWERS[power];
  }

  /** Bytes, such as 2.7 GB. */
  static String bytes(long bytes) {
    return rounded(bytes) + (bytes < 1000 ? " B" : "B");
  }

  /** All digits, in groups of three. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A shape as 96×55×55. */
  static String shape(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
  }
}
