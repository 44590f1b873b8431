package org.alexnetstudio.event;

/**
 * A training step is finished.
 *
 * @param loss mean cross-entropy of this batch, in nats
 * @param top1 fraction of this batch whose class has the highest probability
 * @param learningRate with which the step was made
 */
public record StepEvent(
    long timeMillis,
    int step,
    int epoch,
    double loss,
    double top1,
    double learningRate,
    double imagesPerSecond)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public StepEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
