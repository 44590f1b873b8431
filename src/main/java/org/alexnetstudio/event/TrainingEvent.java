package org.alexnetstudio.event;

/**
 * An epoch of training is finished.
 *
 * @param loss mean cross-entropy over the epoch, in nats
 * @param top1 fraction of the epoch's images whose class has the highest probability
 * @param top5 fraction of them whose class is among the five highest
 */
public record TrainingEvent(
    long timeMillis, int step, int epoch, double loss, double top1, double top5)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public TrainingEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
