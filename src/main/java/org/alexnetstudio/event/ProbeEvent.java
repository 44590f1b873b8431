package org.alexnetstudio.event;

import java.util.List;

/**
 * A pinned probe image is classified by the weights as they are.
 *
 * @param image its path as the experiment gives it
 * @param top the classes of highest probability, that one first
 */
public record ProbeEvent(long timeMillis, int step, int epoch, String image, List<Prediction> top)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public ProbeEvent {
    Place.check(step, epoch);
    top = List.copyOf(top);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
