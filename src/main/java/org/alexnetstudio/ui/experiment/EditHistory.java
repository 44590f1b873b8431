package org.alexnetstudio.ui.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** States of a text to go back to and forward; what is typed in one go at one place is one step. */
final class EditHistory {
  private static final long PAUSE_NANOS = 1_000_000_000;
  private static final int MOST = 500;

  private final LongSupplier clock;
  private final Deque<String> before = new ArrayDeque<>();
  private final Deque<String> after = new ArrayDeque<>();
  private @Nullable String place;
  private long last;

  /** Reads the time in nanoseconds off {@code clock}. */
  EditHistory(LongSupplier clock) {
    this.clock = clock;
  }

  /** A text is about to be replaced by an edit at {@code where}, such as a field's path. */
  void edited(String text, String where) {
    boolean goesOn = where.equals(place) && clock.getAsLong() - last < PAUSE_NANOS;
    if (!goesOn) {
      before.push(text);
      if (before.size() > MOST) {
        before.removeLast();
      }
    }
    place = where;
    last = clock.getAsLong();
    after.clear();
  }

  /** The text before the last step; {@code now} can be had again. */
  @Nullable String undo(String now) {
    return move(before, after, now);
  }

  /** The text that was undone last. */
  @Nullable String redo(String now) {
    return move(after, before, now);
  }

  private @Nullable String move(Deque<String> from, Deque<String> to, String now) {
    place = null;
    String text = from.poll();
    if (text != null) {
      to.push(now);
    }
    return text;
  }

  boolean canUndo() {
    return !before.isEmpty();
  }

  boolean canRedo() {
    return !after.isEmpty();
  }

  void clear() {
    before.clear();
    after.clear();
    place = null;
  }
}
