package org.alexnetstudio.ui.shell;

import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;

/**
 * Estimates how long a training still takes, from the time that its latest steps took, validations
 * among them.
 */
final class TimeLeft {
  /** The weight of a new measurement. */
  private static final double NEW = 0.1;

  /** A pause is no measure of speed. */
  private static final double LONGEST_SECONDS = 120;

  private int step = -1;
  private long millis;
  private double secondsPerStep;

  /** Seconds until the last epoch is done; negative as long as that is not known. */
  double seconds(StartEvent start, StepEvent last) {
    // What lies before the newest start was trained at another time.
    if (step < 0 || last.step() < step || millis < start.timeMillis()) {
      step = last.step();
      millis = last.timeMillis();
    } else if (last.step() > step) {
      double measured = (last.timeMillis() - millis) / 1000.0 / (last.step() - step);
      if (measured < LONGEST_SECONDS) {
        secondsPerStep =
            secondsPerStep == 0 ? measured : (1 - NEW) * secondsPerStep + NEW * measured;
      }
      step = last.step();
      millis = last.timeMillis();
    }
    long total = (long) start.epochs() * start.stepsPerEpoch();
    return secondsPerStep == 0 ? -1 : (total - last.step()) * secondsPerStep;
  }
}
