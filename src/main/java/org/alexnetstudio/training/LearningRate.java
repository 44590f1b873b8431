package org.alexnetstudio.training;

import org.alexnetstudio.experiment.ScheduleSpec;

/** The learning rate of each step. */
final class LearningRate {
  private LearningRate() {}

  /**
   * The rate.
   *
   * @param epochs finished ones, with the part of the current one
   * @param of how many epochs
   * @param drops how often the plateau schedule has lowered the rate
   */
  static double at(ScheduleSpec schedule, double epochs, int of, int drops) {
    if (schedule instanceof ScheduleSpec.Step step) {
      return step.initial() * Math.pow(step.factor(), Math.floor(epochs / step.everyEpochs()));
    }
    if (schedule instanceof ScheduleSpec.Plateau plateau) {
      return plateau.initial() * Math.pow(plateau.factor(), drops);
    }
    if (schedule instanceof ScheduleSpec.Cosine cosine) {
      int warmup = cosine.warmupEpochs();
      if (epochs < warmup) {
        // Never 0, so that the first step already learns.
        return cosine.initial() * Math.max(epochs / warmup, 0.01);
      }
      double done = (epochs - warmup) / Math.max(1e-9, of - warmup);
      double height = (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
      return cosine.last() + (cosine.initial() - cosine.last()) * height;
    }
    return schedule.initial();
  }
}
