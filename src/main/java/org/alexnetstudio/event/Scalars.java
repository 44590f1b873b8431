package org.alexnetstudio.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers that events tell, by names that other programs show. */
public final class Scalars {
  /** All names, those of steps first. */
  public static final List<String> NAMES =
      List.of(
          "step/loss",
          "step/top1",
          "step/learningRate",
          "step/imagesPerSecond",
          "training/loss",
          "training/top1",
          "training/top5",
          "validation/loss",
          "validation/top1",
          "validation/top5");

  private Scalars() {}

  /**
   * The numbers of one event, in the order of {@link #NAMES}: of a step, of an epoch of training,
   * or of a validation; none of others. Losses are in nats, top-1 and top-5 are fractions.
   */
  public static Map<String, Double> of(RunEvent event) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    if (event instanceof StepEvent step) {
      scalars.put("step/loss", step.loss());
      scalars.put("step/top1", step.top1());
      scalars.put("step/learningRate", step.learningRate());
      scalars.put("step/imagesPerSecond", step.imagesPerSecond());
    } else if (event instanceof TrainingEvent epoch) {
      scalars.put("training/loss", epoch.loss());
      scalars.put("training/top1", epoch.top1());
      scalars.put("training/top5", epoch.top5());
    } else if (event instanceof ValidationEvent validation) {
      scalars.put("validation/loss", validation.loss());
      scalars.put("validation/top1", validation.top1());
      scalars.put("validation/top5", validation.top5());
    }
    return scalars;
  }
}
