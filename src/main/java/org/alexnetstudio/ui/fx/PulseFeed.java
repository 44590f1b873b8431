package org.alexnetstudio.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.util.Duration;

/**
 * Brings values from any thread to the JavaFX thread: none is lost, and those that come within one
 * interval come together, since each frame takes time from the training.
 */
public final class PulseFeed<T> {
  /** A run of many hours is read at once: its events must not hold up a frame. */
  private static final int MOST_AT_ONCE = 20_000;

  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Duration interval;
  private final Consumer<List<T>> drain;
  private volatile boolean closed;

  /** Of the JavaFX thread only. */
  private long lastDrained;

  /**
   * Hands what has come to {@code drain}, on the JavaFX thread.
   *
   * @param interval the least time between two drains
   */
  public PulseFeed(Duration interval, Consumer<List<T>> drain) {
    this.interval = interval;
    this.drain = drain;
  }

  /** Takes a value; any thread may call. */
  public void offer(T value) {
    queue.add(value);
    if (scheduled.compareAndSet(false, true)) {
      Platform.runLater(this::waitForTurn);
    }
  }

  private void waitForTurn() {
    double since = (System.nanoTime() - lastDrained) / 1e6;
    if (since >= interval.toMillis()) {
      drainNow();
    } else {
      FxThread.after(interval.subtract(Duration.millis(since)), this::drainNow);
    }
  }

  private void drainNow() {
    lastDrained = System.nanoTime();
    // Before the queue is read: what comes after that asks for the next turn.
    scheduled.set(false);
    List<T> values = new ArrayList<>();
    while (values.size() < MOST_AT_ONCE && !queue.isEmpty()) {
      values.add(queue.remove());
    }
    if (!closed && !values.isEmpty()) {
      drain.accept(values);
    }
    if (!queue.isEmpty() && scheduled.compareAndSet(false, true)) {
      Platform.runLater(this::drainNow);
    }
  }

  /** Hands on nothing more. */
  public void close() {
    closed = true;
  }
}
