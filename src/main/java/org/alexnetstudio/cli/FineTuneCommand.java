package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.FineTuning;
import org.alexnetstudio.session.TrainingJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model on for a person's own classes. */
@Command(
    name = "fine-tune",
    mixinStandardHelpOptions = true,
    description =
        "Trains a model on for your own classes: a few dozen images of each are enough. The last"
            + " layer begins anew, all others go on from what they have learnt. Prints the run's"
            + " folder.")
final class FineTuneCommand implements Callable<Integer> {
  private final AppFolders folders;
  private final TrainingRunner runner;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "IMAGES",
      description = "A folder with a folder of images for each class, or a zip of the same.")
  private Path images = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a value of the experiment, as training.epochs=10 or"
              + " initial.freeze='[\"conv1\",\"conv2\"]'. May be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where the run's folder is made. Default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  FineTuneCommand(AppFolders folders, TrainingRunner runner) {
    this.folders = folders;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(this::prepare);
  }

  private TrainingJob prepare(Activity activity) throws StudioException {
    String text = FineTuning.experiment(model, images, folders, activity);
    Experiment experiment =
        ExperimentFile.parse("the experiment of fine-tune", text, Path.of(""), overrides);
    return TrainingJob.start(experiment, runs, folders, activity);
  }
}
