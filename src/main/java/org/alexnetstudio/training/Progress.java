package org.alexnetstudio.training;

import org.alexnetstudio.run.TrainingState;

/** Where the training stands; only the loop changes it. */
final class Progress {
  /** Finished steps since the run began. */
  int step;

  /** The current epoch, from 1. */
  int epoch;

  /** Finished steps of the current epoch. */
  int stepInEpoch;

  /** How often the plateau schedule has lowered the rate. */
  int drops;

  /** The lowest validation error (1 - top-1) so far. */
  double plateauBest;

  int epochsSinceBest;

  /**
   * The highest validation top-1 of the run (training top-1 where nothing is kept for validation);
   * below 0 before the first epoch is done.
   */
  double bestTop1;

  /** The epoch of {@link #bestTop1}; 0 before the first validation. */
  int bestEpoch;

  /** Of the current epoch's training steps. */
  Metrics metrics;

  double learningRateFactor;

  Progress(TrainingState state) {
    step = state.step();
    epoch = state.epoch();
    stepInEpoch = state.stepInEpoch();
    drops = state.drops();
    plateauBest = state.plateauBest();
    epochsSinceBest = state.epochsSinceBest();
    bestTop1 = state.bestTop1();
    bestEpoch = state.bestEpoch();
    learningRateFactor = state.learningRateFactor();
    metrics = new Metrics(state.lossSum(), state.top1Sum(), state.top5Sum(), state.seenImages());
  }

  TrainingState toState() {
    return new TrainingState(
        step,
        epoch,
        stepInEpoch,
        learningRateFactor,
        drops,
        plateauBest,
        epochsSinceBest,
        bestTop1,
        bestEpoch,
        metrics.lossSum(),
        metrics.top1Sum(),
        metrics.top5Sum(),
        metrics.images());
  }
}
