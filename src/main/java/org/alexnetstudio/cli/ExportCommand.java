package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.export.RunExports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws what a run has learnt. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Draws a run as PNG pictures into its folder exports/: its curves, and first-layer filters"
            + " and the feature maps of its probe images from its newest snapshot. Prints the"
            + " pictures' paths. The run may be running.")
final class ExportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of("");

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws StudioException {
    RunExports.write(run).forEach(terminal.out()::println);
    return 0;
  }
}
