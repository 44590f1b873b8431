package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The window, with something opened in it. */
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description = "Opens the window, as the program does without a command.")
final class WindowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final WindowOpener opener;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "A run, a model, a file of weights, an experiment file, an image, or a folder of images.")
  private @Nullable Path path;

  @Option(
      names = "--moments",
      hidden = true,
      description = "Prints the moments of the start, for 'bench --start'.")
  private boolean moments;

  WindowCommand(Terminal terminal, WindowOpener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Integer call() throws Exception {
    opener.open(Optional.ofNullable(path), moments ? terminal.out()::println : null);
    return 0;
  }
}
