package org.alexnetstudio.cli;

import java.util.Locale;

/** Spans of time as people read them. */
final class Durations {
  private Durations() {}

  /** As {@code 2:05} or {@code 1:02:05}. */
  static String clock(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }
}
