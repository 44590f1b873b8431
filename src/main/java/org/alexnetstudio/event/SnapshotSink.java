package org.alexnetstudio.event;

import java.util.List;

/** Where snapshots go; called on the compute thread. */
@FunctionalInterface
public interface SnapshotSink {
  /** Takes one snapshot; returns soon, as the training waits. */
  void accept(Snapshot snapshot);

  /** Hands every snapshot to each of the sinks, in the order given. */
  static SnapshotSink all(SnapshotSink... sinks) {
    List<SnapshotSink> each = List.of(sinks);
    return snapshot -> each.forEach(sink -> sink.accept(snapshot));
  }
}
