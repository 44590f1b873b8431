package org.alexnetstudio.cli;

import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Presets;
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
      Presets.names().forEach(name -> terminal.out().println(name));
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
