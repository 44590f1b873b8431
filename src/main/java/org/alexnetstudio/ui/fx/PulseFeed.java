package org.alexnetstudio.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Brings values from any thread to the JavaFX thread: none is lost, and those that come within one
 * interval come together, since each frame takes time from the training. Where frames are dear, as
 * with drawing by software on a slow processor, the interval is longer.
 */
public final class PulseFeed<T> {
  /** A run of many hours is read at once: its events must not hold up a frame. */
  private static final int MOST_AT_ONCE = 20_000;

  /** After so long a frame is on the screen. */
  private static final Duration DRAWN = Duration.millis(250);

  /**
   * The interval is so many times as long as the work on a frame, within its limits: 1 % of a
   * processor.
   */
  private static final double SPARED = 100;

  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Duration shortest;
  private final Duration longest;
  private final Consumer<List<T>> drain;
  private volatile boolean closed;

  /** This and the rest are of the JavaFX thread only. */
  private @Nullable DrawingTime drawing;

  private Duration interval;
  private boolean hurried;
  private double lastFrame;
  private long lastDrained;
  private int drains;

  /**
   * Hands what has come to {@code drain}, on the JavaFX thread.
   *
   * @param shortest the least time between two drains
   * @param longest the least time between two drains where frames are dear
   */
  public PulseFeed(Duration shortest, Duration longest, Consumer<List<T>> drain) {
    this.shortest = shortest;
    this.longest = longest;
    this.drain = drain;
    interval = shortest;
  }

  /** Takes a value; any thread may call. */
  public void offer(T value) {
    queue.add(value);
    if (scheduled.compareAndSet(false, true)) {
      Platform.runLater(this::waitForTurn);
    }
  }

  /** Takes a value that is not to wait, such as the end of what is followed. */
  public void offerAtOnce(T value) {
    queue.add(value);
    Platform.runLater(this::drainNow);
  }

  /** Whether values come as they are, since nothing trains that a frame could hold up. */
  public void hurry(boolean atOnce) {
    hurried = atOnce;
    if (atOnce && scheduled.get()) {
      drainNow();
    }
  }

  private void waitForTurn() {
    double since = (System.nanoTime() - lastDrained) / 1e6;
    if (hurried || since >= interval.toMillis()) {
      drainNow();
    } else {
      int waited = drains;
      FxThread.after(
          interval.subtract(Duration.millis(since)),
          () -> {
            // Else it was not to wait, and what has come since has a turn of its own.
            if (waited == drains) {
              drainNow();
            }
          });
    }
  }

  private void drainNow() {
    drains++;
    lastDrained = System.nanoTime();
    // Before the queue is read: what comes after that asks for the next turn.
    scheduled.set(false);
    List<T> values = new ArrayList<>();
    while (values.size() < MOST_AT_ONCE && !queue.isEmpty()) {
      values.add(queue.remove());
    }
    if (!closed && !values.isEmpty()) {
      measureFrame();
      drain.accept(values);
    }
    if (!queue.isEmpty() && scheduled.compareAndSet(false, true)) {
      Platform.runLater(this::drainNow);
    }
  }

  private void measureFrame() {
    if (shortest.equals(longest)) {
      return;
    }
    DrawingTime time = drawing == null ? new DrawingTime() : drawing;
    drawing = time;
    double before = time.millis();
    FxThread.after(
        DRAWN,
        () -> {
          double frame = time.millis() - before;
          // One dear frame does not count: it may have built a workspace, or somebody scrubs.
          interval = interval(shortest, longest, Math.min(frame, lastFrame));
          lastFrame = frame;
        });
  }

  /** The interval where a frame takes so many milliseconds of a processor. */
  static Duration interval(Duration shortest, Duration longest, double frameMillis) {
    double wanted = Math.max(shortest.toMillis(), SPARED * frameMillis);
    return Duration.millis(Math.min(longest.toMillis(), wanted));
  }

  /** Hands on nothing more. */
  public void close() {
    closed = true;
  }
}
