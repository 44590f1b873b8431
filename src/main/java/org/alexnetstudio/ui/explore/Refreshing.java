package org.alexnetstudio.ui.explore;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/**
 * When to ask again because the weights are others: not while nobody sees it, not while a question
 * is under way, and seldom, since each question takes its time from the training.
 */
final class Refreshing {
  private static final double SECONDS = 2;

  private final Runnable ask;
  private final BooleanSupplier wanted;
  private final LongSupplier nanos;
  private final DoubleConsumer later;
  private boolean stale;
  private long last;

  /**
   * Nothing is to be asked yet.
   *
   * @param ask asks about all that is shown
   * @param wanted whether it is seen, and no question is under way
   * @param nanos a clock
   * @param later calls {@link #look} after so many seconds
   */
  Refreshing(Runnable ask, BooleanSupplier wanted, LongSupplier nanos, DoubleConsumer later) {
    this.ask = ask;
    this.wanted = wanted;
    this.nanos = nanos;
    this.later = later;
    last = nanos.getAsLong() - (long) (SECONDS * 1e9);
  }

  /** The weights are others. */
  void changed() {
    stale = true;
    look();
  }

  /** Another model answers: what is shown is wrong, however new it is. */
  void replaced() {
    last = nanos.getAsLong() - (long) (SECONDS * 1e9);
    changed();
  }

  /** Asks where the time has come; to be called when anything changes that it waits for. */
  void look() {
    if (!stale || !wanted.getAsBoolean()) {
      return;
    }
    double since = (nanos.getAsLong() - last) / 1e9;
    if (since >= SECONDS) {
      stale = false;
      last = nanos.getAsLong();
      ask.run();
    } else {
      later.accept(SECONDS - since);
    }
  }
}
