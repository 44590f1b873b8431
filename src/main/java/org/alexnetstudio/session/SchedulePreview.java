package org.alexnetstudio.session;

import org.alexnetstudio.experiment.ScheduleSpec;
import org.alexnetstudio.experiment.TrainingSpec;
import org.alexnetstudio.training.LearningRate;

/** The learning rate that a training would have, from the code that sets it. */
public record SchedulePreview(TrainingSpec training) {
  /** Whether it is only an example: what happens in the training decides. */
  public boolean isExample() {
    return training.schedule() instanceof ScheduleSpec.Plateau;
  }

  /**
   * The rate.
   *
   * @param epochs finished ones, with the part of the current one; where the validation decides,
   *     its drops are spread evenly
   */
  public double rateAt(double epochs) {
    int drops = 0;
    if (training.schedule() instanceof ScheduleSpec.Plateau plateau) {
      double each = training.epochs() / (plateau.times() + 1.0);
      drops = (int) Math.min(plateau.times(), epochs / each);
    }
    return LearningRate.at(training.schedule(), epochs, training.epochs(), drops);
  }
}
