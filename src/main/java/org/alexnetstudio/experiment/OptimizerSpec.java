package org.alexnetstudio.experiment;

/**
 * Stochastic gradient descent with momentum and weight decay (paper, section 5): v = momentum * v -
 * weightDecay * rate * w - rate * gradient; w = w + v.
 *
 * @param biasLearningRateScale biases learn at this multiple of the rate (Caffe: 2)
 * @param biasWeightDecayScale biases decay at this multiple of weightDecay (Caffe: 0)
 */
public record OptimizerSpec(
    double momentum,
    double weightDecay,
    double biasLearningRateScale,
    double biasWeightDecayScale) {
  /** Refuses values out of range. */
  public OptimizerSpec {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new FieldException("momentum", momentum, "0 to below 1");
    }
    Check.range("weightDecay", weightDecay, 0, 1);
    Check.range("biasLearningRateScale", biasLearningRateScale, 0, 100);
    Check.range("biasWeightDecayScale", biasWeightDecayScale, 0, 100);
  }
}
