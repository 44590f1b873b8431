package org.alexnetstudio.training;

import org.alexnetstudio.StudioException;

/** Looks at the network while it learns; called on the compute thread. */
@FunctionalInterface
public interface Snapshots {
  /**
   * Takes a snapshot of the weights as they are: before the first step, after every n-th, and at
   * the end, so that a step may come twice.
   *
   * @param step finished steps since the run began
   * @param epoch the present one, from 1
   * @throws StudioException where that failure is to end the training
   */
  void take(int step, int epoch) throws StudioException;
}
