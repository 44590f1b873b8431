package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.StartMoment;
import picocli.CommandLine;

/** A terminal whose commands run in this process, with their own cache. */
final class StudioTerminal {
  private final AppFolders folders;

  /** What one command left on its streams. */
  record Ran(int exit, String out, String err) {

    /** The run folder that training prints, alone on its standard output. */
    Path runFolder() {
      assertEquals(0, exit, err);
      assertEquals(1, out.lines().count(), out);
      return Path.of(out.strip());
    }

    JsonNode json() throws IOException {
      assertEquals(0, exit, err);
      return new ObjectMapper().readTree(out);
    }

    /** An error in three lines: what, why and remedy; no stack trace. */
    Ran isBadInput(String... parts) {
      assertEquals(2, exit, err);
      List<String> lines = err.lines().dropWhile(line -> !line.startsWith("Error: ")).toList();
      assertTrue(lines.size() >= 3, err);
      assertTrue(lines.get(0).endsWith(":"), err);
      for (String line : lines.subList(1, lines.size())) {
        assertTrue(line.isEmpty() || line.startsWith("  ") || line.startsWith("Error: "), err);
      }
      assertTrue(lines.get(lines.size() - 1).endsWith("."), err);
      assertFalse(err.contains("Exception") || err.contains("\tat "), err);
      for (String part : parts) {
        assertTrue(err.contains(part), () -> "not named: " + part + "\n" + err);
      }
      return this;
    }
  }

  StudioTerminal(Path cache) {
    this(new AppFolders(cache));
  }

  StudioTerminal(AppFolders folders) {
    this.folders = folders;
  }

  /** All commands, to be looked at, not to be run. */
  CommandLine commands() {
    Terminal terminal = Terminal.ofProcess();
    Interruption none = new Interruption();
    return StudioCommand.commands(
        terminal, folders, new NoWindow(), none, new TrainingRunner(terminal, none), "help");
  }

  Ran run(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    Charset charset = Charset.defaultCharset();
    int exit =
        StudioCommand.execute(
            new Terminal(
                new PrintStream(out, true, charset), new PrintStream(err, true, charset), false),
            folders,
            new NoWindow(),
            texts);
    return new Ran(exit, out.toString(charset), err.toString(charset));
  }

  /** A machine without a display. */
  static final class NoWindow implements WindowOpener {
    @Override
    public void open(Optional<Path> path, Consumer<StartMoment> told) throws StudioException {
      throw StudioException.badInput("No window", "none in tests", "Name a command.");
    }

    @Override
    public Map<String, Double> measure(int seconds, Activity activity) throws StudioException {
      throw StudioException.badInput("No window", "none in tests", "Name a command.");
    }
  }
}
