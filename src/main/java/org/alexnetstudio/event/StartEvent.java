package org.alexnetstudio.event;

/**
 * The run starts, or is resumed, then with {@code step} above 0: what came after that step before
 * is void.
 *
 * @param epochs how many the run is to have
 * @param stepsPerEpoch batches of one epoch
 * @param trainingImages number of images to learn from
 * @param validationImages number of images held back
 * @param device what computes, such as "cpu" or "gpu:0"
 */
public record StartEvent(
    long timeMillis,
    int step,
    int epoch,
    int epochs,
    int stepsPerEpoch,
    int trainingImages,
    int validationImages,
    String device)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public StartEvent {
    Place.check(step, epoch);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
