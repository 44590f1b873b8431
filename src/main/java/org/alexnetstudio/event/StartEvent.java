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
 * @param initial the trained model that it starts from, in words; empty where it starts from none,
 *     or goes on
 */
public record StartEvent(
    long timeMillis,
    int step,
    int epoch,
    int epochs,
    int stepsPerEpoch,
    int trainingImages,
    int validationImages,
    String device,
    String initial)
    implements RunEvent {
  /** Refuses a step or an epoch that cannot be. */
  public StartEvent {
    Place.check(step, epoch);
  }

  /** A start from no other model. */
  public StartEvent(
      long timeMillis,
      int step,
      int epoch,
      int epochs,
      int stepsPerEpoch,
      int trainingImages,
      int validationImages,
      String device) {
    this(
        timeMillis,
        step,
        epoch,
        epochs,
        stepsPerEpoch,
        trainingImages,
        validationImages,
        device,
        "");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visit(this);
  }
}
