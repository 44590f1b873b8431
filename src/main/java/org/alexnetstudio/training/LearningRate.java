package org.alexnetstudio.training;

import org.alexnetstudio.experiment.ScheduleSpec;

/** The learning rate of each step, from the schedule and from where the training stands. */
public final class LearningRate {
  private final ScheduleSpec schedule;
  private final int epochs;
  private final int stepsPerEpoch;
  private final Progress progress;

  LearningRate(ScheduleSpec schedule, int epochs, int stepsPerEpoch, Progress progress) {
    this.schedule = schedule;
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
    this.progress = progress;
  }

  /** The rate of the next step. */
  double current() {
    double done = progress.epoch - 1 + (double) progress.stepInEpoch / stepsPerEpoch;
    return progress.learningRateFactor * at(schedule, done, epochs, progress.drops);
  }

  /**
   * The plateau schedule lowers the rate when the validation error stops falling.
   *
   * @param error 1 - top-1 after an epoch
   * @return whether it lowered it
   */
  boolean adapt(double error) {
    if (!(schedule instanceof ScheduleSpec.Plateau plateau)) {
      return false;
    }
    if (error < progress.plateauBest) {
      progress.plateauBest = error;
      progress.epochsSinceBest = 0;
      return false;
    }
    progress.epochsSinceBest++;
    if (progress.epochsSinceBest < plateau.patience() || progress.drops >= plateau.times()) {
      return false;
    }
    progress.drops++;
    progress.epochsSinceBest = 0;
    return true;
  }

  /**
   * The rate that a schedule gives.
   *
   * @param epochs finished ones, with the part of the current one
   * @param of how many epochs
   * @param drops how often the plateau schedule has lowered the rate
   */
  public static double at(ScheduleSpec schedule, double epochs, int of, int drops) {
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
