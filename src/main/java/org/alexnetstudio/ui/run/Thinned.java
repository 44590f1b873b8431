package org.alexnetstudio.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list that never grows beyond its capacity: when full, it lets every second element go, and from
 * then on keeps one of twice as many. The newest is always there.
 */
final class Thinned<E> {
  private final int capacity;
  private final List<E> kept = new ArrayList<>();
  private @Nullable E newest;
  private int stride = 1;
  private long added;

  /** An empty list; {@code capacity} is an even number. */
  Thinned(int capacity) {
    this.capacity = capacity;
  }

  void add(E element) {
    newest = element;
    if (added++ % stride != 0) {
      return;
    }
    kept.add(element);
    newest = null;
    if (kept.size() == capacity) {
      newest = element;
      List<E> every = List.copyOf(kept);
      kept.clear();
      for (int i = 0; i < capacity; i += 2) {
        kept.add(every.get(i));
      }
      stride *= 2;
    }
  }

  void removeIf(Predicate<E> isVoid) {
    E last = newest;
    boolean lost = kept.removeIf(isVoid);
    if (last != null && isVoid.test(last)) {
      newest = null;
      lost = true;
    }
    if (lost) {
      // The next one is kept: the gap that the lost ones leave gets no wider.
      added = (long) kept.size() * stride;
    }
  }

  /** The elements, the oldest first. */
  List<E> list() {
    E last = newest;
    if (last == null) {
      return List.copyOf(kept);
    }
    List<E> all = new ArrayList<>(kept);
    all.add(last);
    return List.copyOf(all);
  }
}
