package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.alexnetstudio.cli.StudioTerminal.Ran;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.support.BuildFiles;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.support.MarkdownText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the pages for newcomers tell people to type does what they say, and all they name exists.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern PRINTED_RUN = Pattern.compile("runs/\\d{8}-\\d{6}_(.+)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Set<String> TRAINING = Set.of("train", "fine-tune", "demo");

  @TempDir Path folder;
  private StudioTerminal studio;
  private BuildFiles build;
  private Path photos;

  /** Of the training before. */
  private Path run;

  @BeforeEach
  void prepare() throws IOException {
    studio = new StudioTerminal(new AppFolders(folder.resolve("cache"), Path.of("")));
    build = new BuildFiles();
    photos = DrawnImages.write(folder.resolve("my-photos"), 12);
  }

  /** As a shell splits them; what it takes for itself is left out. */
  private static List<String> words(String command) {
    return WORD.matcher(command.strip().replaceFirst("^[A-Z_]+=\\S+ ", ""))
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  private static boolean isProgram(String word) {
    return word.equals("alexnet-studio") || word.endsWith("bin/alexnet-studio");
  }

  // The blocks of code

  @Test
  void theCommandsOfItsBlocksWork() throws IOException {
    List<String> done = new ArrayList<>();
    for (String line : MarkdownText.read(README).commands()) {
      for (String command : line.split("&&")) {
        type(words(command));
        done.add(command.strip());
      }
    }
    for (String expected : List.of("mvn verify", "target/app/bin/alexnet-studio")) {
      assertTrue(done.contains(expected), () -> expected + " is not among " + done);
    }
  }

  private void type(List<String> words) throws IOException {
    if (isProgram(words.get(0))) {
      if (words.get(0).contains("/")) {
        build.checkMade(words.get(0));
      }
      runProgram(words.subList(1, words.size()));
    } else if (words.get(0).equals("mvn")) {
      build.checkMaven(words);
    } else if (words.subList(0, 3).equals(List.of("sudo", "apt", "install"))) {
      words.stream()
          .filter(word -> word.startsWith("./"))
          .forEach(word -> build.checkMade(word.substring(2)));
    } else {
      fail("nobody knows whether this works: " + String.join(" ", words));
    }
  }

  private void runProgram(List<String> given) throws IOException {
    List<String> words = new ArrayList<>(given);
    if (words.isEmpty()) {
      // It opens the window, of which tests of their own see; without one it does this.
      words.add("demo");
    }
    Path output = null;
    int arrow = words.indexOf(">");
    if (arrow >= 0) {
      output = folder.resolve(words.get(arrow + 1));
      words.subList(arrow, words.size()).clear();
    }
    words.replaceAll(this::substituted);
    if (TRAINING.contains(words.get(0))) {
      words.addAll(cheaper(words.get(0)));
    }
    Ran ran = studio.run(words.toArray());
    assertEquals(0, ran.exit(), () -> String.join(" ", given) + "\n" + ran.err());
    assertFalse(ran.out().isBlank(), () -> String.join(" ", given) + " says nothing");
    if (output != null) {
      Files.writeString(output, ran.out());
    }
    if (TRAINING.contains(words.get(0))) {
      run = Path.of(ran.out().lines().findFirst().orElseThrow());
      assertTrue(Files.exists(run.resolve("checkpoints/best/model.safetensors")), run.toString());
    }
  }

  /** What a person has instead of what the README calls it. */
  private String substituted(String word) {
    var printed = PRINTED_RUN.matcher(word);
    if (printed.matches()) {
      assertTrue(
          // The second one of the same second gets a number.
          run.getFileName()
              .toString()
              .matches("\\d{8}-\\d{6}_" + Pattern.quote(printed.group(1)) + "(-\\d+)?"),
          () -> "no training before has printed a folder like " + word + ", but " + run);
      return run.toString();
    }
    return word.replace("my-photos", photos.toString())
        .replace("mine.json", folder.resolve("mine.json").toString())
        .replace("holiday.jpg", "sample-images/airplane.jpg");
  }

  /** One epoch, in a folder of its own; the demo on the drawn images, too. */
  private List<String> cheaper(String command) {
    List<String> more = new ArrayList<>(List.of("--runs", folder.resolve("runs").toString()));
    more.addAll(List.of("--set", "training.epochs=1", "--set", "training.batch=8"));
    if (command.equals("demo")) {
      String source = "data.source={\"type\": \"image-folder\", \"path\": \"%s\"}";
      more.addAll(List.of("--set", String.format(source, photos)));
    }
    return more;
  }

  // What stands in the text

  /** Fails for a command that is not understood; runs nothing. */
  private void check(String command) {
    List<String> words = words(command);
    if (words.get(0).equals("mvn")) {
      build.checkMaven(words);
    } else if (isProgram(words.get(0))) {
      try {
        studio.commands().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      } catch (ParameterException e) {
        throw new AssertionError(command + ": " + e.getMessage(), e);
      }
    }
  }

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String page : List.of("README.md", "CONTRIBUTING.md", "docs/terminal.md")) {
      pages.add(Path.of(page));
    }
    try (Stream<Path> guide = Files.list(Path.of("docs/guide"))) {
      guide.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theCommandsOfItsTextAreUnderstood(Path page) throws IOException {
    MarkdownText text = MarkdownText.read(page);
    List<String> commands = new ArrayList<>(text.commands());
    text.spans().stream().filter(span -> span.contains(" ")).forEach(commands::add);
    for (String line : commands) {
      for (String command : line.replaceFirst(" > .*", "").split("&&")) {
        check(command);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alexnet-studio trian alexnet-photos",
        "alexnet-studio train alexnet-photos --sett a=b",
        "target/app/bin/alexnet-studio export",
        "mvn verfy",
        "mvn -Pinstallers package",
        "mvn -DskipTest package",
        "mvn -qq verify",
        "mvn javafxx:run",
      })
  void misspeltCommandsAreFound(String command) {
    assertThrows(AssertionError.class, () -> check(command));
  }

  @Test
  void misspeltProductsOfTheBuildAreFound() {
    build.checkMade("target/app/bin/alexnet-studio");
    build.checkMade("target/installer/alexnet-studio_*_amd64.deb");
    for (String wrong :
        List.of(
            "target/app/bin/alexnetstudio",
            "target/app/alexnet-studio",
            "target/installer/alexnet_studio_*_amd64.deb")) {
      assertThrows(AssertionError.class, () -> build.checkMade(wrong), wrong);
    }
  }

  @Test
  void theTableHasEveryCommandAndNoOptionThatIsNone() throws IOException {
    CommandLine commands = studio.commands();
    Set<String> named = new HashSet<>();
    for (List<String> row : MarkdownText.read(README).table("command")) {
      List<CommandSpec> specs = new ArrayList<>();
      for (String usage : MarkdownText.spans(row.get(0))) {
        String name = words(usage).get(0);
        CommandLine command = commands.getSubcommands().get(name);
        assertTrue(command != null, () -> "there is no command " + name);
        specs.add(command.getCommandSpec());
        named.add(name);
      }
      for (String option : options(row)) {
        assertTrue(
            specs.stream().anyMatch(spec -> spec.findOption(option) != null),
            () -> row.get(0) + " has no option " + option);
      }
    }
    assertEquals(commands.getSubcommands().keySet(), named);
  }

  private static List<String> options(List<String> row) {
    return MarkdownText.spans(String.join(" ", row)).stream()
        .flatMap(span -> words(span.replaceAll("[\\[\\]]", "")).stream())
        .filter(word -> word.startsWith("--"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"README.md", "CONTRIBUTING.md", "docs/terminal.md", "docs/architecture.md"})
  void whatItLinksToIsThere(String page) throws IOException {
    MarkdownText text = MarkdownText.read(Path.of(page));
    assertFalse(text.links().isEmpty());
    for (String link : text.links()) {
      if (link.startsWith("https://")) {
        continue;
      }
      String[] parts = link.split("#");
      Path target = parts[0].isEmpty() ? text.file() : text.file().resolveSibling(parts[0]);
      assertTrue(Files.exists(target), () -> page + " links to " + link + ", which is not there");
      if (parts.length > 1) {
        assertTrue(
            MarkdownText.read(target).anchors().contains(parts[1]),
            () -> page + " links to " + link + ", a heading that is not there");
      }
    }
    for (String picture : text.pictures()) {
      Path file = text.file().resolveSibling(picture);
      assertTrue(ImageIO.read(file.toFile()).getWidth() > 500, file.toString());
    }
  }
}
