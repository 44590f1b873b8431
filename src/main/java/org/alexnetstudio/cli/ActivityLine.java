package org.alexnetstudio.cli;

import java.util.Locale;
import org.alexnetstudio.session.Activity;

/** Prints how far a long piece of work is: a live line in a terminal, a few lines in a pipe. */
final class ActivityLine implements Activity.Progress {
  private static final long LIVE_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private final Terminal terminal;
  private String part = "";
  private long partStart;
  private long lastLine;

  ActivityLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void report(String reported, int done, int total) {
    long now = System.nanoTime();
    if (!reported.equals(part)) {
      part = reported;
      partStart = now;
      lastLine = now;
    }
    if (now - lastLine < (terminal.live() ? LIVE_NANOS : PLAIN_NANOS) && done < total) {
      return;
    }
    lastLine = now;
    double seconds = (now - partStart) / 1e9;
    String text =
        String.format(
            Locale.ROOT,
            "%s  %d of %d  %d %%  %s left",
            part,
            done,
            total,
            100L * done / Math.max(1, total),
            Durations.clock(seconds / Math.max(1, done) * (total - done)));
    if (done >= total) {
      terminal.line(
          String.format(
              Locale.ROOT, "%s  %d of %d in %s", part, done, total, Durations.clock(seconds)));
    } else if (terminal.live()) {
      terminal.liveLine(text);
    } else {
      terminal.line(text);
    }
  }
}
