package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.TrainingJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains an experiment in a new run folder. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains a network. Ctrl-C stops it after the current step, with a checkpoint to resume"
            + " from. Prints the run's folder.")
final class TrainCommand implements Callable<Integer> {
  private final AppFolders folders;
  private final TrainingRunner runner;

  @Mixin private ExperimentArgument experiment = new ExperimentArgument();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where the run's folder is made. Default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  TrainCommand(AppFolders folders, TrainingRunner runner) {
    this.folders = folders;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    Experiment read = experiment.read();
    return runner.run(activity -> TrainingJob.start(read, runs, folders, activity));
  }
}
