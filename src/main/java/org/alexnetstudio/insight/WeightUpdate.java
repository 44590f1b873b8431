package org.alexnetstudio.insight;

/**
 * What the last training step did to one weight: velocity = momentum x velocity before - rate x
 * decay x weight before - rate x gradient; weight = weight before + velocity (paper, section 5).
 *
 * @param parameter such as "conv1.weight"
 * @param index within the parameter, row by row
 * @param step the training step
 * @param before weight before
 * @param velocityBefore velocity before
 * @param gradient of the mean loss of the batch
 * @param rate learning rate of this parameter
 * @param momentum share of the velocity that stays
 * @param decay weight decay of this parameter
 * @param velocity after
 * @param after weight after
 */
public record WeightUpdate(
    String parameter,
    int index,
    int step,
    double before,
    double velocityBefore,
    float gradient,
    double rate,
    double momentum,
    double decay,
    float velocity,
    float after) {}
