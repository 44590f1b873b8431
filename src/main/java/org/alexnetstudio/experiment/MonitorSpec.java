package org.alexnetstudio.experiment;

import java.util.List;

/**
 * What is watched while it learns.
 *
 * @param everySteps the probes are classified every so many steps
 * @param probes paths of images, relative as the data's
 * @param tensorboard whether the run writes event files for TensorBoard
 */
public record MonitorSpec(int everySteps, List<String> probes, boolean tensorboard) {
  /** Refuses values out of range. */
  public MonitorSpec {
    Check.range("everySteps", everySteps, 1, 1_000_000_000);
    probes = List.copyOf(probes);
  }

  /** The same with other probes. */
  public MonitorSpec withProbes(List<String> others) {
    return new MonitorSpec(everySteps, others, tensorboard);
  }
}
