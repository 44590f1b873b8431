package org.alexnetstudio.ui.classify;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.alexnetstudio.ui.classify.Classification.State;

/** How many images are pending, done, failed. */
final class WorkCounts {
  private final ReadOnlyIntegerWrapper pending = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper done = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper failed = new ReadOnlyIntegerWrapper();

  /** An image went from one state to another. */
  void change(Classification before, Classification next) {
    add(failed, before.state() == State.FAILED, next.state() == State.FAILED);
    add(done, false, before.pending() && !next.pending());
    add(pending, before.pending(), next.pending());
    if (pending.get() == 0) {
      done.set(0);
    }
  }

  private static void add(ReadOnlyIntegerWrapper count, boolean before, boolean next) {
    count.set(count.get() + (next ? 1 : 0) - (before ? 1 : 0));
  }

  /** Images that wait or are worked on. */
  ReadOnlyIntegerProperty pending() {
    return pending.getReadOnlyProperty();
  }

  /** Images done since nothing was pending. */
  ReadOnlyIntegerProperty done() {
    return done.getReadOnlyProperty();
  }

  /** Images that failed. */
  ReadOnlyIntegerProperty failed() {
    return failed.getReadOnlyProperty();
  }
}
