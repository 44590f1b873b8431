package org.alexnetstudio.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.alexnetstudio.ui.help.Guide.Spot;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.StrongEmphasis;
import org.junit.jupiter.api.Test;

/** The guide is whole: what it links to, shows and names is there. */
class GuideTest {
  private static final Path FOLDER = Path.of("docs/guide");

  /** So that the program stays small, and the pages quick. */
  private static final long LARGEST_PICTURE = 250_000;

  private static final long ALL_PICTURES = 4_000_000;

  private final Guide guide = Guide.read();

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> links(GuidePage page) {
    List<String> found = new ArrayList<>();
    page.document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                found.add(link.getDestination());
              }
            });
    return found;
  }

  @Test
  void theContentsListEveryPage() throws IOException {
    Set<String> listed = new TreeSet<>(guide.pages().stream().map(GuidePage::path).toList());
    listed.add("docs/guide/README.md");
    assertEquals(files(FOLDER), listed);
    Set<String> topics = new TreeSet<>();
    for (GuideTopic topic : GuideTopic.values()) {
      topics.add(guide.named(topic.page()).path());
    }
    topics.add("docs/guide/README.md");
    assertEquals(listed, topics, "each page belongs to a place of the window");
  }

  @Test
  void theContentsNameThePagesByTheirTitles() throws IOException {
    String contents = Files.readString(FOLDER.resolve("README.md"));
    for (GuidePage page : guide.pages()) {
      String file = page.path().substring("docs/guide/".length());
      assertTrue(contents.contains("[" + page.title() + "](" + file + ")"), page.title());
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    int inside = 0;
    for (GuidePage page : guide.pages()) {
      for (String link : links(page)) {
        Optional<Spot> spot = guide.follow(page, link);
        if (spot.isPresent()) {
          inside++;
          String path = spot.get().page().path();
          assertTrue(Files.exists(Path.of(path)), page.path() + " links to " + path);
          assertTrue(
              spot.get().page().has(spot.get().anchor()),
              page.path() + " links to " + path + "#" + spot.get().anchor());
        } else {
          assertTrue(link.startsWith("https://"), page.path() + " links to " + link);
        }
      }
    }
    assertTrue(inside >= 10, inside + " links");
  }

  @Test
  void headingsOfAPageHaveNamesOfTheirOwn() {
    for (GuidePage page : guide.pages()) {
      Set<String> seen = new HashSet<>();
      for (Section section : page.sections()) {
        assertTrue(seen.add(section.anchor()), page.path() + ": " + section.title());
      }
    }
  }

  @Test
  void everyPictureIsThereIsUsedAndIsSmall() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (GuidePage page : guide.pages()) {
      page.document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Image image) {
                  Path file = FOLDER.resolve(image.getDestination());
                  assertTrue(Files.exists(file), page.path() + " shows " + file);
                  assertFalse(PlainText.describing(image).isBlank(), file + " is not described");
                  Guide.picture(page, image.getDestination());
                  shown.add(file.toString());
                }
              });
    }
    Set<String> there = files(FOLDER.resolve("pictures"));
    assertEquals(there, shown);
    long all = 0;
    for (String picture : there) {
      long size = Files.size(Path.of(picture));
      assertTrue(size <= LARGEST_PICTURE, picture + " has " + size + " bytes");
      all += size;
    }
    assertTrue(all <= ALL_PICTURES, "the pictures have " + all + " bytes");
  }

  /** What is strong in the guide can be read in the window: its buttons, panes and choices. */
  @Test
  void strongWordsAreThoseOfTheWindow() throws IOException {
    Set<String> words = wordsOfTheWindow();
    for (GuidePage page : guide.pages()) {
      page.document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(StrongEmphasis strong) {
                  String word = PlainText.of(strong);
                  assertTrue(words.contains(word), page.path() + " names " + word);
                }
              });
    }
  }

  private static Set<String> wordsOfTheWindow() throws IOException {
    Pattern literal = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    Set<String> words = new HashSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/alexnetstudio/ui"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        literal
            .matcher(Files.readString(source))
            .results()
            .map(found -> found.group(1))
            .forEach(words::add);
      }
    }
    return words;
  }

  @Test
  void anchorsAreThoseOfGitHub() {
    assertEquals("models-the-files-parts", anchor("Models: the file's parts"));
    assertEquals("name-seed", anchor("name, seed"));
    assertEquals("in-16-bits_too", anchor("In 16 bits_too!"));
  }

  private static String anchor(String title) {
    return new Section(title, 2, "").anchor();
  }
}
