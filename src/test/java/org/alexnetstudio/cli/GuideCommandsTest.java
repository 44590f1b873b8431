package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alexnetstudio.session.AppFolders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every command line in the guide names a command and options that there are. */
class GuideCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("^(?:\\w+=\\S+ )?alexnet-studio(.*)$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir static Path folder;

  /** The arguments of each, without what a shell takes for itself. */
  static List<String> commandLines() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("docs/guide"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        for (Matcher block = BLOCK.matcher(Files.readString(page)); block.find(); ) {
          for (String line : block.group(1).split("\n")) {
            Matcher command = LINE.matcher(line);
            if (command.matches()) {
              found.add(command.group(1).replaceAll(" > \\S+$", "").strip());
            }
          }
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void isOneOfTheProgram(String line) {
    Interruption interruption = new Interruption();
    Terminal terminal = Terminal.ofProcess();
    CommandLine program =
        StudioCommand.commands(
            terminal,
            new AppFolders(folder),
            new StudioTerminal.NoWindow(),
            interruption,
            new TrainingRunner(terminal, interruption));
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    ParseResult parsed =
        assertDoesNotThrow(() -> program.parseArgs(words.toArray(String[]::new)), line);
    if (!words.isEmpty()) {
      assertNotNull(parsed.subcommand(), line);
    }
  }
}
