package org.alexnetstudio.event;

/** Check of an event's place in the run. */
final class Place {
  private Place() {}

  static void check(int step, int epoch) {
    if (step < 0) {
      throw new IllegalArgumentException("step: found " + step + ", allowed is 0 or more");
    }
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch: found " + epoch + ", allowed is 1 or more");
    }
  }
}
