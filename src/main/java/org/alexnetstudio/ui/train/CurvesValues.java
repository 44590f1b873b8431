package org.alexnetstudio.ui.train;

import java.util.List;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.run.LossSeries;
import org.alexnetstudio.ui.run.RunHistory;
import org.jspecify.annotations.Nullable;

/**
 * What one run knows at one step.
 *
 * @param step the last of those that {@code low} to {@code high} are of
 * @param epoch epochs done by then, with their fraction
 * @param seconds of training by then
 * @param loss smoothed
 * @param low least loss of the steps that are held together there
 * @param high greatest loss of them
 * @param learningRate with which the step was made
 * @param validation the last before; null before the first
 */
record CurvesValues(
    int step,
    double epoch,
    double seconds,
    double loss,
    double low,
    double high,
    double learningRate,
    @Nullable ValidationEvent validation) {

  /** The values of the bucket nearest to a step; null before the first step of the run. */
  static @Nullable CurvesValues at(CurvesRun run, double step, double smoothing) {
    RunHistory history = run.history();
    LossSeries losses = history.losses();
    if (losses.size() == 0) {
      return null;
    }
    int bucket = Math.max(0, losses.indexOf(step));
    if (bucket + 1 < losses.size()
        && losses.firstStep(bucket + 1) - step < step - losses.lastStep(bucket)) {
      bucket++;
    }
    int at = losses.lastStep(bucket);
    return new CurvesValues(
        at,
        history.epochAt(at),
        losses.elapsedAt(at) / 1000,
        run.smoothed(smoothing)[bucket],
        losses.min(bucket),
        losses.max(bucket),
        losses.learningRate(bucket),
        lastBefore(history.validations(), at));
  }

  private static @Nullable ValidationEvent lastBefore(List<ValidationEvent> all, int step) {
    ValidationEvent last = null;
    for (ValidationEvent each : all) {
      if (each.step() <= step) {
        last = each;
      }
    }
    return last;
  }
}
