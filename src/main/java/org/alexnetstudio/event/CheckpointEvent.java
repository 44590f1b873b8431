package org.alexnetstudio.event;

/**
 * A checkpoint is saved.
 *
 * @param folder its name in the run's folder of checkpoints
 */
public record CheckpointEvent(long timeMillis, int step, int epoch, String folder)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public CheckpointEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
