package org.alexnetstudio.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the build can be asked for, and what it makes, as its own files say. */
public final class BuildFiles {
  private static final Set<String> PHASES =
      Set.of("clean", "validate", "compile", "test", "package", "verify", "install");

  /** Maven's own options, and properties of its plugins, that need not stand in pom.xml. */
  private static final Set<String> OPTIONS = Set.of("-q", "-B", "-o", "-ntp");

  private static final Set<String> OF_PLUGINS = Set.of("skipTests", "test");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?\\w+\\}?");

  private final Document pom = parse(Path.of("pom.xml"));
  private final Document assembly = parse(Path.of("installers/app/assembly.xml"));
  private final String packaging = Files.readString(Path.of("installers/linux/build.sh"));

  /** Reads them in the current folder. */
  public BuildFiles() throws IOException {}

  private static Document parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is no XML", e);
    }
  }

  private static Set<String> texts(Document document, String parent, String name) {
    Set<String> texts = new HashSet<>();
    NodeList found = document.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      if (found.item(i).getParentNode().getNodeName().equals(parent)) {
        texts.add(found.item(i).getTextContent().strip());
      }
    }
    return texts;
  }

  private Set<String> properties() {
    Set<String> names = new HashSet<>(OF_PLUGINS);
    NodeList blocks = pom.getElementsByTagName("properties");
    for (int i = 0; i < blocks.getLength(); i++) {
      NodeList each = blocks.item(i).getChildNodes();
      for (int j = 0; j < each.getLength(); j++) {
        names.add(each.item(j).getNodeName());
      }
    }
    return names;
  }

  /** Fails where Maven would not know an option, profile, property, phase or goal of a command. */
  public void checkMaven(List<String> words) {
    for (String word : words.subList(1, words.size())) {
      boolean known;
      if (word.startsWith("-P")) {
        known = texts(pom, "profile", "id").contains(word.substring(2));
      } else if (word.startsWith("-D")) {
        known = properties().contains(word.substring(2).replaceFirst("=.*", ""));
      } else if (word.startsWith("-")) {
        known = OPTIONS.contains(word);
      } else if (word.contains(":")) {
        String plugin = word.substring(0, word.indexOf(':')) + "-maven-plugin";
        known = texts(pom, "plugin", "artifactId").contains(plugin);
      } else {
        known = PHASES.contains(word);
      }
      assertTrue(known, () -> "Maven does not know " + word + " of " + String.join(" ", words));
    }
  }

  /** Fails where the build makes nothing of this path, which may hold a star. */
  public void checkMade(String path) {
    assertTrue(isInApp(path) || isInstaller(path), () -> "the build makes no " + path);
  }

  private boolean isInApp(String path) {
    String app = "target/" + texts(pom, "configuration", "finalName").iterator().next() + "/";
    NodeList sets = assembly.getElementsByTagName("fileSet");
    for (int i = 0; i < sets.getLength(); i++) {
      Element set = (Element) sets.item(i);
      String folder = app + set.getElementsByTagName("outputDirectory").item(0).getTextContent();
      String from = set.getElementsByTagName("directory").item(0).getTextContent();
      if (path.startsWith(folder + "/")
          && Files.isRegularFile(Path.of(from, path.substring(folder.length() + 1)))) {
        return true;
      }
    }
    return false;
  }

  /** What build.sh writes into its folder, its variables standing for one letter. */
  private boolean isInstaller(String path) {
    return Pattern.compile("\\$out/([^\"\\s]+)\"")
        .matcher(packaging)
        .results()
        .map(made -> "target/installer/" + VARIABLE.matcher(made.group(1)).replaceAll("x"))
        .anyMatch(
            made -> FileSystems.getDefault().getPathMatcher("glob:" + path).matches(Path.of(made)));
  }
}
