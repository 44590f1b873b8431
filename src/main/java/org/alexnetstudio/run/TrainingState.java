package org.alexnetstudio.run;

/**
 * What training must know, besides the tensors, to go on to the same numbers.
 *
 * @param step finished steps since the run began
 * @param epoch the epoch of the next step, from 1
 * @param stepInEpoch finished steps of that epoch
 * @param learningRateFactor what the schedule multiplies the initial learning rate by
 * @param drops how often the plateau schedule has lowered the rate
 * @param plateauBest lowest validation loss that the plateau schedule has seen
 * @param epochsSinceBest epochs since then
 * @param bestLoss lowest validation loss of the run; infinity where there is none
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
    double bestLoss,
    int bestEpoch,
    double lossSum,
    double top1Sum,
    double top5Sum,
    long seenImages) {}
