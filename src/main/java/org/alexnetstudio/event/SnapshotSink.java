package org.alexnetstudio.event;

/** Where snapshots go; called on the compute thread. */
@FunctionalInterface
public interface SnapshotSink {
  /** Takes one snapshot; returns soon, as the training waits. */
  void accept(Snapshot snapshot);
}
