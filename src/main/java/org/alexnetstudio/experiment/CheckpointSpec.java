package org.alexnetstudio.experiment;

/**
 * When the run is saved, besides the end of every epoch.
 *
 * @param everyMinutes also after this many minutes; 0 is off
 * @param everySteps also after this many steps; 0 is off
 * @param keep how many of the latest checkpoints stay (the best one stays besides)
 */
public record CheckpointSpec(double everyMinutes, int everySteps, int keep) {
  /** Refuses values out of range. */
  public CheckpointSpec {
    Check.range("everyMinutes", everyMinutes, 0, 10080);
    Check.range("everySteps", everySteps, 0, 1_000_000_000);
    Check.range("keep", keep, 1, 1000);
  }
}
