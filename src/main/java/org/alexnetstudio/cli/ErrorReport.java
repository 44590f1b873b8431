package org.alexnetstudio.cli;

import java.nio.file.InvalidPathException;
import java.util.concurrent.CancellationException;
import org.alexnetstudio.StudioException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what happened, why and what to do, and chooses the exit code. */
final class ErrorReport implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReport.class);

  /** The work failed though the input was sound. */
  static final int FAILED = 1;

  /** The input is at fault. */
  static final int BAD_INPUT = 2;

  /** As a shell reports a process ended by an interrupt. */
  static final int INTERRUPTED = 130;

  private final Terminal terminal;

  ErrorReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    if (exception instanceof StudioException e) {
      return print(e);
    }
    if (exception instanceof InvalidPathException e) {
      return print(
          StudioException.badInput(
              "\"" + e.getInput() + "\" can't be used as a path", e.getReason(), "Mend the path."));
    }
    if (exception instanceof CancellationException) {
      terminal.line("Interrupted; what was prepared is kept.");
      return INTERRUPTED;
    }
    LOG.error(
        "An error that this program did not foresee; please report it with this text", exception);
    return FAILED;
  }

  /** Prints one error and returns its exit code. */
  int print(StudioException e) {
    terminal.line("Error: " + e.what() + ":");
    String why = e.why().strip();
    terminal.line("  " + why + (why.matches("(?s).*[.?!]") ? "" : "."));
    terminal.line("  " + e.remedy());
    LOG.debug("details", e);
    return e.kind() == StudioException.Kind.BAD_INPUT ? BAD_INPUT : FAILED;
  }
}
