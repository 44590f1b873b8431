package org.alexnetstudio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script and the archive of classes, with a program of one class in place of ours. */
class StartScriptTest {
  private static final String SOURCE =
      """
      package org.alexnetstudio.app;
      public class Main {
        public static void main(String[] words) {
          System.out.println("Started with " + String.join(",", words));
        }
      }
      """;

  private static final List<String> STARTED = List.of("Started with one,two words");
  private static final String ARCHIVED = "Main source: shared objects file";

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void layOut() throws Exception {
    assumeTrue(File.separatorChar == '/', "skipped: the script is one of a shell");
    home = Files.createDirectories(folder.toRealPath().resolve("home"));
    Files.createDirectories(home.resolve("start"));
    Files.createDirectories(home.resolve("lib"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String script : List.of("alexnet-studio", "archive-classes")) {
      Path copy = Files.copy(Path.of("installers/app/bin", script), bin.resolve(script));
      assertTrue(copy.toFile().setExecutable(true));
    }
    Files.writeString(home.resolve("start/classes.list"), "org/alexnetstudio/app/Main\n");
    Path source = Files.writeString(folder.resolve("Main.java"), SOURCE);
    String classes = Files.createDirectories(folder.resolve("classes")).toString();
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes, source.toString()));
    jar("program.jar");
  }

  @Test
  void theArchiveIsUsedWhereItWasMade() throws Exception {
    assertFalse(shown("-Xlog:class+load").contains(ARCHIVED));
    assertEquals(List.of(), archive(0));
    assertTrue(shown("-Xlog:class+load").contains(ARCHIVED));
    assertEquals(STARTED, start(""));
    // Also by another name of the folder.
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    assertTrue(shown(link, "-Xlog:class+load").contains(ARCHIVED));
  }

  @Test
  void aMovedFolderStartsWithJavasOwnArchive() throws Exception {
    archive(0);
    home = Files.move(home, folder.resolve("moved"));
    assertEquals(STARTED, start(""));
    String shown = shown("-Xlog:class+load");
    assertFalse(shown.contains(ARCHIVED), shown);
    assertTrue(shown.contains("java.lang.String source: shared objects file"), shown);
    // There it can be made anew.
    archive(0);
    assertTrue(shown("-Xlog:class+load").contains(ARCHIVED));
  }

  @Test
  void whatNoLongerFitsIsNotMentioned() throws Exception {
    archive(0);
    Path archive = home.resolve("start/classes.jsa");
    byte[] whole = Files.readAllBytes(archive);
    Path jar = home.resolve("lib/program.jar");
    FileTime made = Files.getLastModifiedTime(jar);

    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertEquals(STARTED, start(""), "another jar");
    Files.setLastModifiedTime(jar, made);
    jar("added.jar");
    assertEquals(STARTED, start(""), "one jar more");
    Files.delete(home.resolve("lib/added.jar"));
    assertTrue(archive.toFile().setWritable(true));
    // As that of another Java, and as after a full disk.
    whole[4]++;
    Files.write(archive, whole);
    assertEquals(STARTED, start(""), "another format");
    Files.write(archive, new byte[] {1, 2, 3});
    assertEquals(STARTED, start(""), "a torn file");
  }

  @Test
  void whereNoneCanBeMadeTheProgramStarts() throws Exception {
    archive(0);
    Files.delete(home.resolve("start/classes.list"));
    List<String> said = archive(1);
    assertTrue(
        said.get(said.size() - 1).startsWith("There is no archive of classes (it can't be "));
    try (var left = Files.list(home.resolve("start"))) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(STARTED, start(""));
  }

  @Test
  void aFolderOfAnyNameStarts() throws Exception {
    home = Files.move(home, folder.resolve("the m\u00fcller's $HOME"));
    List<String> said = archive(1);
    assertTrue(said.get(0).contains("a folder with such a name"), said.toString());
    assertFalse(Files.exists(home.resolve("start/classes.jsa")));
    assertEquals(STARTED, start(""));
  }

  private void jar(String name) throws IOException {
    try (OutputStream file = Files.newOutputStream(home.resolve("lib").resolve(name));
        JarOutputStream jar = new JarOutputStream(file)) {
      String entry = "org/alexnetstudio/app/Main.class";
      jar.putNextEntry(new JarEntry(entry));
      Files.copy(folder.resolve("classes").resolve(entry), jar);
    }
  }

  private List<String> archive(int code) throws Exception {
    return said(code, home, "", "archive-classes");
  }

  private List<String> start(String options) throws Exception {
    return said(0, home, options, "alexnet-studio", "one", "two words");
  }

  private String shown(String options) throws Exception {
    return shown(home, options);
  }

  private String shown(Path home, String options) throws Exception {
    return String.join("\n", said(0, home, options, "alexnet-studio"));
  }

  /** All lines that a script prints, which ends with {@code code}. */
  private List<String> said(int code, Path home, String options, String... command)
      throws Exception {
    String[] words = command.clone();
    words[0] = home.resolve("bin").resolve(command[0]).toString();
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", options);
    Path output = folder.resolve("output");
    assertEquals(code, builder.redirectOutput(output.toFile()).start().waitFor());
    return Files.readAllLines(output);
  }
}
