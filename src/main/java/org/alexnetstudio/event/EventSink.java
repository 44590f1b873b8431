package org.alexnetstudio.event;

import java.util.List;

/** Where events go; called on the thread on which they happen, one at a time. */
@FunctionalInterface
public interface EventSink {
  /** Takes one event; returns soon, as the training waits. */
  void accept(RunEvent event);

  /** Hands every event to each of the sinks, in the order given. */
  static EventSink all(EventSink... sinks) {
    List<EventSink> each = List.of(sinks);
    return event -> each.forEach(sink -> sink.accept(event));
  }
}
