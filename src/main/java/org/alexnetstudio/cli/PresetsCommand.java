package org.alexnetstudio.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.SourceSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the experiments that come with the program, or prints one. */
@Command(
    name = "presets",
    mixinStandardHelpOptions = true,
    description = "Lists the presets, or prints the named one: the beginning of your own file.")
final class PresetsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The preset to print.")
  private @Nullable String name;

  PresetsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws StudioException {
    if (name == null) {
      for (String preset : Presets.names()) {
        Experiment experiment = Presets.read(preset, Map.of());
        SourceSpec source = experiment.data().source();
        terminal
            .out()
            .println(
                String.format(
                    "%-24s input %-14s data: %s",
                    preset,
                    experiment.network().input(),
                    source instanceof SourceSpec.OnDisk onDisk
                        ? source.type() + " \"" + onDisk.path() + "\""
                        : source.type()));
      }
    } else if (Presets.names().contains(name)) {
      terminal.printUtf8(Presets.text(name));
    } else {
      throw StudioException.badInput(
          "There is no preset " + name,
          "the presets are " + String.join(", ", Presets.names()),
          "Name one of them.");
    }
    return 0;
  }
}
