package org.alexnetstudio.run;

/**
 * What training must know, besides the tensors, to go on to the same numbers.
 *
 * @param step finished steps since the run began
 * @param epoch the epoch of the next step, from 1
 * @param stepInEpoch finished steps of that epoch
 * @param learningRateFactor what the rate of the schedule is multiplied by, as the user set it
 * @param drops how often the plateau schedule has lowered the rate
 * @param plateauBest lowest validation error (1 - top-1) that the plateau schedule has seen
 * @param epochsSinceBest epochs since then
 * @param bestTop1 highest validation top-1 of the run, a fraction; below 0 where there is none
 * @param bestEpoch its epoch; 0 is none
 * @param lossSum sum of the losses of this epoch's images so far
 * @param top1Sum how many of them had the right class first
 * @param top5Sum how many of them had it among the first five
 * @param seenImages how many images these sums count
 */
public record TrainingState(
    int step,
    int epoch,
    int stepInEpoch,
    double learningRateFactor,
    int drops,
    double plateauBest,
    int epochsSinceBest,
    double bestTop1,
    int bestEpoch,
    double lossSum,
    double top1Sum,
    double top5Sum,
    long seenImages) {

  /** Before the first step. */
  public static final TrainingState START =
      new TrainingState(0, 1, 0, 1, 0, Double.POSITIVE_INFINITY, 0, -1, 0, 0, 0, 0, 0);
}
