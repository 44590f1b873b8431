package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.experiment.Experiment;

/**
 * What stands fixed when a run begins.
 *
 * @param folder the run's folder
 * @param experiment resolved
 * @param classNames in the order of the network's outputs
 * @param created ISO 8601, UTC
 * @param leftOut images that can't be used, each with its reason
 */
public record RunDetails(
    Path folder,
    Experiment experiment,
    List<String> classNames,
    String created,
    List<String> leftOut) {
  /** Copies the lists. */
  public RunDetails {
    classNames = List.copyOf(classNames);
    leftOut = List.copyOf(leftOut);
  }
}
