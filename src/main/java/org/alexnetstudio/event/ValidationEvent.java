package org.alexnetstudio.event;

/**
 * The validation images have been classified.
 *
 * @param loss mean cross-entropy, in nats
 * @param top1 fraction whose class has the highest probability
 * @param top5 fraction whose class is among the five highest
 * @param images how many there were
 * @param best whether no earlier validation of the run was better
 */
public record ValidationEvent(
    long timeMillis,
    int step,
    int epoch,
    double loss,
    double top1,
    double top5,
    int images,
    boolean best)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public ValidationEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
