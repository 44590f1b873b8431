package org.alexnetstudio.ui.explore;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/**
 * When to ask again because the weights are others: not while nobody sees it, not while a question
 * is under way, and seldom, since each question takes its time from the training.
 */
final class Refreshing {
  private static final long REST = 2_000_000_000L;

  /** So many times as long as the last answer took nothing is asked: the training goes first. */
  private static final int SHARE = 3;

  private final Runnable ask;
  private final BooleanSupplier seen;
  private final BooleanSupplier busy;
  private final LongSupplier nanos;
  private final DoubleConsumer later;
  private boolean stale;
  private boolean urgent;
  private boolean asking;
  private long asked;
  private long rested;

  /**
   * Nothing is to be asked yet.
   *
   * @param ask asks about all that is shown
   * @param seen whether anybody sees it
   * @param busy whether a question is under way
   * @param nanos a clock
   * @param later calls {@link #look} after so many seconds
   */
  Refreshing(
      Runnable ask,
      BooleanSupplier seen,
      BooleanSupplier busy,
      LongSupplier nanos,
      DoubleConsumer later) {
    this.ask = ask;
    this.seen = seen;
    this.busy = busy;
    this.nanos = nanos;
    this.later = later;
    rested = nanos.getAsLong();
  }

  /** The weights are others. */
  void changed() {
    stale = true;
    look();
  }

  /** Another model answers: what is shown is wrong, however new it is. */
  void replaced() {
    urgent = true;
    changed();
  }

  /** Asks where the time has come; to be called when anything changes that it waits for. */
  void look() {
    long now = nanos.getAsLong();
    if (asking && !busy.getAsBoolean()) {
      asking = false;
      rested = now + Math.max(REST, SHARE * (now - asked));
    }
    if (!stale || !seen.getAsBoolean()) {
      return;
    }
    if (urgent || (!busy.getAsBoolean() && now - rested >= 0)) {
      stale = false;
      urgent = false;
      asking = true;
      asked = now;
      ask.run();
    } else if (!busy.getAsBoolean()) {
      later.accept((rested - now) / 1e9);
    }
  }
}
