package org.alexnetstudio.event;

/** The learning rate changes: a drop of the schedule, or a change by hand. */
public record LearningRateEvent(long timeMillis, int step, int epoch, double from, double to)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public LearningRateEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
