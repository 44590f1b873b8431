package org.alexnetstudio.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.jspecify.annotations.Nullable;

/** Times from one step of an epoch of a training to the next. Any thread may ask. */
final class StepTimes implements RunListener {
  private final Activity activity;
  private final List<Double> millis = new ArrayList<>();
  private long before;
  private int epoch;
  private boolean over;
  private @Nullable Throwable problem;

  /** Tells {@code activity} how far the preparation is. */
  StepTimes(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void preparing(String part, int done, int total) {
    activity.progress().report(part, done, total);
  }

  @Override
  public void opened(RunDetails run) {}

  @Override
  public synchronized void event(RunEvent event) {
    if (event instanceof StepEvent step) {
      long now = System.nanoTime();
      if (step.epoch() == epoch) {
        millis.add((now - before) / 1e6);
      }
      before = now;
      epoch = step.epoch();
      notifyAll();
    }
  }

  @Override
  public void snapshot(Snapshot snapshot) {}

  @Override
  public void timeline(List<Integer> steps) {}

  @Override
  public synchronized void ended(RunOutcome outcome) {
    over = true;
    problem = outcome.problem();
    notifyAll();
  }

  /**
   * Waits for so many times.
   *
   * @throws StudioException where the training ends before
   */
  synchronized void await(int count) throws StudioException {
    try {
      while (millis.size() < count) {
        activity.checkCancelled();
        if (over) {
          throw StudioException.failed(
              "The training of the benchmark has ended",
              "it was to go on until it is stopped",
              "Give a smaller --batch.",
              problem);
        }
        wait(500);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /** The times so far, a copy. */
  synchronized List<Double> millis() {
    return List.copyOf(millis);
  }
}
