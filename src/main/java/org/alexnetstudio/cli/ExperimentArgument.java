package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.Presets;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An experiment on the command line: a file or a preset, with values changed by {@code --set}. */
final class ExperimentArgument {
  @Parameters(
      paramLabel = "EXPERIMENT",
      description = "An experiment file, or a preset ('alexnet-studio presets' lists them).")
  private String experiment = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a value of the experiment, as training.epochs=2 or"
              + " network.layers.conv1.stride=2. May be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Reads and checks it. */
  Experiment read() throws StudioException {
    return read(experiment, overrides);
  }

  static Experiment read(String experiment, Map<String, String> overrides) throws StudioException {
    return Presets.names().contains(experiment)
        ? Presets.read(experiment, overrides)
        : ExperimentFile.read(Path.of(experiment), overrides);
  }
}
