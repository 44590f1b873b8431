package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.run.ShownRun;

/** Runs for the tests of the curves, made up of formulas. */
final class CurvesRuns {
  /** A step takes two seconds. */
  static final long STEP_MILLIS = 2000;

  private CurvesRuns() {}

  /** A run that nothing is known of. */
  static ShownRun empty() {
    return new ShownRun((details, step) -> new CompletableFuture<>());
  }

  /** Events given at once, without the JavaFX thread. */
  static ShownRun of(List<RunEvent> events) {
    ShownRun run = empty();
    events.forEach(run.history()::add);
    return run;
  }

  static StartEvent start(int step, int stepsPerEpoch) {
    return new StartEvent(
        STEP_MILLIS * step, step, 1 + step / stepsPerEpoch, 90, stepsPerEpoch, 5206, 600, "cpu");
  }

  static StepEvent step(int step, int stepsPerEpoch, double loss, double rate) {
    int epoch = 1 + (step - 1) / stepsPerEpoch;
    return new StepEvent(STEP_MILLIS * step, step, epoch, loss, 0.3, rate, 27);
  }

  static ValidationEvent validation(
      int epoch, int stepsPerEpoch, double loss, double top1, double top5, boolean best) {
    int step = epoch * stepsPerEpoch;
    return new ValidationEvent(STEP_MILLIS * step, step, epoch, loss, top1, top5, 600, best);
  }

  /** A loss without noise. */
  static double lossAt(double step, int steps) {
    return 1.9 + 2.8 / (1 + 6 * step / steps);
  }

  /** A run as trainings go: noise, epochs, a drop of the learning rate at three quarters. */
  static List<RunEvent> training(int steps, int stepsPerEpoch, long seed) {
    Random random = new Random(seed);
    List<RunEvent> events = new ArrayList<>();
    events.add(start(0, stepsPerEpoch));
    int drop = steps * 3 / 4;
    int bestEpoch = Math.max(1, steps / stepsPerEpoch - 1);
    for (int s = 1; s <= steps; s++) {
      double fall = s > drop ? 0.25 : 0;
      double noise = 0.12 * random.nextGaussian();
      events.add(step(s, stepsPerEpoch, lossAt(s, steps) - fall + noise, s > drop ? 1e-3 : 1e-2));
      if (s == drop) {
        events.add(new LearningRateEvent(STEP_MILLIS * s, s, 1 + s / stepsPerEpoch, 0.01, 0.001));
      }
      if (s % stepsPerEpoch == 0) {
        int epoch = s / stepsPerEpoch;
        double share = s / (double) steps;
        double top1 = 0.45 * (1 - Math.exp(-3 * share)) + 0.005 * random.nextGaussian();
        double loss = lossAt(s, steps) + 0.25 - fall / 2;
        events.add(
            validation(
                epoch, stepsPerEpoch, loss, top1, top1 + 0.24 * share + 0.03, epoch == bestEpoch));
      }
    }
    return events;
  }

  /** Loss 3, top-1 50 % and top-5 80 % all the time. */
  static List<RunEvent> level(int steps, int stepsPerEpoch) {
    List<RunEvent> events = new ArrayList<>();
    events.add(start(0, stepsPerEpoch));
    for (int s = 1; s <= steps; s++) {
      events.add(step(s, stepsPerEpoch, s % 2 == 0 ? 2 : 4, 0.01));
      if (s % stepsPerEpoch == 0) {
        events.add(validation(s / stepsPerEpoch, stepsPerEpoch, 3.5, 0.5, 0.8, s == stepsPerEpoch));
      }
    }
    return events;
  }
}
