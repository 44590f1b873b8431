package org.alexnetstudio.ui.shell;

import java.util.Locale;

/** Times as people read them. */
final class Durations {
  private Durations() {}

  /** Such as "3 h 02 min", "12 min" or "45 s". */
  static String text(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    if (whole >= 3600) {
      return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
    return whole >= 60 ? (whole + 30) / 60 + " min" : whole + " s";
  }

  /** Such as "just now" or "2 min ago". */
  static String ago(double seconds) {
    return seconds < 10 ? "just now" : text(seconds) + " ago";
  }
}
