package org.alexnetstudio.cli;

import java.util.concurrent.Callable;
import org.alexnetstudio.experiment.Presets;
import picocli.CommandLine.Command;

/** Prints the schema of the experiment file. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Prints the JSON Schema of the experiment file, which explains every key.")
final class SchemaCommand implements Callable<Integer> {
  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.printUtf8(Presets.schema());
    return 0;
  }
}
