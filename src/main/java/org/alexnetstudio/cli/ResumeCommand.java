package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.TrainingJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Goes on with a run that was stopped or killed; on a CPU to the same numbers as if it"
            + " never had been.")
final class ResumeCommand implements Callable<Integer> {
  private final AppFolders folders;
  private final TrainingRunner runner;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of("");

  @Option(
      names = "--checkpoint",
      paramLabel = "NAME",
      description = "A folder below checkpoints/. Default: ${DEFAULT-VALUE}.")
  private String checkpoint = "latest";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "How many epochs the run is to have in all, also one that has finished: it goes on as an"
              + " experiment with so many would from here, also in its schedule (cosine: the rate"
              + " rises to that of the longer curve).")
  private @Nullable Integer epochs;

  ResumeCommand(AppFolders folders, TrainingRunner runner) {
    this.folders = folders;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(activity -> TrainingJob.resume(run, checkpoint, epochs, folders, activity));
  }
}
