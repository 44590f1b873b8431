package org.alexnetstudio.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network has learnt by one step, as pictures show it.
 *
 * @param timeMillis when, in milliseconds since 1970-01-01 UTC
 * @param step finished steps since the run began; 0 is before training
 * @param epoch in which it was taken, from 1
 * @param filters of the first convolution; null where the network has none
 * @param probes the probe images, in the experiment's order
 */
public record Snapshot(
    long timeMillis,
    int step,
    int epoch,
    @Nullable FilterBank filters,
    List<ProbeSnapshot> probes) {
  /** Copies the list. */
  public Snapshot {
    probes = List.copyOf(probes);
  }
}
