package org.alexnetstudio.event;

/**
 * The run ends; the last event of a run that was not killed.
 *
 * @param message for the user; empty where the reason says all
 */
public record EndEvent(long timeMillis, int step, int epoch, EndReason reason, String message)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public EndEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
