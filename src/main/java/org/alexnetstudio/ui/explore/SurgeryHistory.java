package org.alexnetstudio.ui.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.alexnetstudio.insight.Surgery;

/** Which units are changed, and which were before each change. */
final class SurgeryHistory {
  private final ReadOnlyObjectWrapper<Surgery> now = new ReadOnlyObjectWrapper<>(Surgery.NONE);
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final Deque<Surgery> before = new ArrayDeque<>();

  /**
   * Changes units; false where they are so already.
   *
   * @param goesOn whether it is one change with the last one
   */
  boolean change(Surgery next, boolean goesOn) {
    if (next.equals(now.get())) {
      return false;
    }
    if (!goesOn) {
      before.push(now.get());
    }
    set(next);
    return true;
  }

  /** Takes the last change back; false where there is none. */
  boolean undo() {
    if (before.isEmpty()) {
      return false;
    }
    set(before.pop());
    return true;
  }

  /** No unit is changed, and none was; false where that is so already. */
  boolean forget() {
    before.clear();
    boolean changed = !now.get().isEmpty();
    set(Surgery.NONE);
    return changed;
  }

  /** The last factor of a unit that was not 0. */
  float beforeMuting(Surgery.Unit unit) {
    for (Surgery each : before) {
      if (each.of(unit) != 0) {
        return each.of(unit);
      }
    }
    return 1;
  }

  private void set(Surgery next) {
    undoable.set(!before.isEmpty());
    now.set(next);
  }

  ReadOnlyObjectProperty<Surgery> now() {
    return now.getReadOnlyProperty();
  }

  /** Whether a change can be taken back. */
  ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }
}
