package org.alexnetstudio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.alexnetstudio.session.AppFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The files that a system's desktop reads fit each other and the program. */
class InstallerFilesTest {
  private static final Path LINUX = Path.of("installers/linux");
  private static final Path FILES = LINUX.resolve("files");

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  @Test
  void theDesktopEntryIsOfTheCommandTheIconAndTheTypeThatAreInstalled() throws Exception {
    Map<String, String> entry = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(FILES.resolve("alexnet-studio.desktop"));
    assertEquals("[Desktop Entry]", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String key = line.substring(0, line.indexOf('='));
      assertEquals(null, entry.put(key, line.substring(key.length() + 1)), key);
    }
    assertEquals("Application", entry.get("Type"));
    assertEquals("AlexNet Studio", entry.get("Name"));
    String build = read(LINUX.resolve("build.sh"));
    assertTrue(build.contains("\"$root/usr/bin/" + entry.get("Exec").split(" ")[0] + "\""));
    assertTrue(build.contains("/apps/" + entry.get("Icon") + ".svg\""));
    Document types =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(FILES.resolve("alexnet-studio.xml").toFile());
    Element type = (Element) types.getElementsByTagName("mime-type").item(0);
    assertEquals(type.getAttribute("type") + ";", entry.get("MimeType"));
    Element glob = (Element) types.getElementsByTagName("glob").item(0);
    assertEquals("*.alexnet.json", glob.getAttribute("pattern"));
  }

  @Test
  void iconsAreAsLargeAsTheirNamesSay() throws IOException {
    try (Stream<Path> icons = Files.list(LINUX.resolve("icons"))) {
      for (Path icon : icons.toList()) {
        var image = ImageIO.read(icon.toFile());
        String size = icon.getFileName().toString().replace(".png", "");
        assertEquals(size + " x " + size, image.getWidth() + " x " + image.getHeight());
      }
    }
  }

  @Test
  void theManualNamesTheVariablesThatMoveFolders() throws IOException {
    String manual = read(FILES.resolve("alexnet-studio.1"));
    for (String name : List.of(AppFolders.CACHE_VARIABLE, AppFolders.CONFIG_VARIABLE)) {
      assertTrue(manual.contains(".B " + name), name);
    }
  }

  @Test
  void everySystemsRuntimeHasTheSameModules() throws IOException {
    Set<String> lists = new HashSet<>();
    for (Path file : List.of(LINUX.resolve("build.sh"), Path.of("pom.xml"))) {
      Matcher modules = Pattern.compile("java\\.desktop,[\\w.,]+").matcher(read(file));
      assertTrue(modules.find(), file.toString());
      lists.add(modules.group());
    }
    assertEquals(1, lists.size(), lists.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"build.sh", "check.sh", "check-files.sh", "check-source.sh"})
  void scriptsAreSound(String script) throws Exception {
    Path file = LINUX.resolve(script);
    assertTrue(Files.isExecutable(file));
    assertTrue(read(file).startsWith("#!/usr/bin/env bash\n# " + script), "it says what it does");
    Process check = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();
    assertEquals(0, check.waitFor());
  }
}
