package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.export.RunExports;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.SampleImages;
import org.alexnetstudio.session.TrainingJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job in two minutes: trains on the bundled images, classifies, draws. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Trains a small AlexNet on the bundled Fashion-MNIST images, which takes about two"
            + " minutes, classifies sample images with it, and draws what it has learnt.")
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;
  private final TrainingRunner runner;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a value of the experiment. May be repeated.")
  private Map<String, String> overrides = Map.of();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where the run's folder is made. Default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  DemoCommand(Terminal terminal, AppFolders folders, TrainingRunner runner) {
    this.terminal = terminal;
    this.folders = folders;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    Experiment experiment = Presets.read(Presets.DEFAULT, overrides);
    Path[] folder = new Path[1];
    int code =
        runner.run(
            activity -> {
              TrainingJob job = TrainingJob.start(experiment, runs, folders, activity);
              folder[0] = job.run().path();
              return job;
            });
    if (code == 0) {
      terminal.line("");
      terminal.line("What it makes of the sample images:");
      code = ClassifyCommand.print(terminal, folder[0], SampleImages.fashion(), 5, false, false);
      terminal.line("");
      terminal.line("Pictures of what it has learnt:");
      RunExports.write(folder[0]).forEach(terminal.out()::println);
    }
    return code;
  }
}
