package org.alexnetstudio.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.jspecify.annotations.Nullable;

/**
 * All pages of the guide, read out of the program's own jar, in the order in which the contents
 * (docs/guide/README.md) list them.
 */
final class Guide {
  private static final String FOLDER = "docs/guide/";
  private static final String RESOURCES = "resources/";

  private final List<GuidePage> pages;

  private Guide(List<GuidePage> pages) {
    this.pages = List.copyOf(pages);
  }

  /**
   * A place in the guide.
   *
   * @param anchor of a section; empty for the page's beginning
   */
  record Spot(GuidePage page, String anchor) {}

  /** Reads all pages. */
  static Guide read() {
    List<GuidePage> pages = new ArrayList<>();
    page(FOLDER + "README.md")
        .document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                pages.add(page(FOLDER + link.getDestination()));
              }
            });
    return new Guide(pages);
  }

  /** In the order of the contents. */
  List<GuidePage> pages() {
    return pages;
  }

  /** The page of this name, such as train. */
  GuidePage named(String name) {
    String path = FOLDER + name + ".md";
    return pages.stream()
        .filter(page -> page.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the guide has no page " + path));
  }

  /**
   * Where a link of a page leads: to a page, or to a file of the program that is shown like one;
   * empty where it leads out of the program.
   */
  Optional<Spot> follow(GuidePage from, String link) {
    URI target = URI.create("/" + from.path()).resolve(link);
    if (target.isAbsolute()) {
      return Optional.empty();
    }
    String path = target.getPath().substring(1);
    String anchor = target.getFragment() == null ? "" : target.getFragment();
    GuidePage page =
        pages.stream()
            .filter(each -> each.path().equals(path))
            .findFirst()
            .orElseGet(() -> path.equals(from.path()) ? from : page(path));
    return Optional.of(new Spot(page, anchor));
  }

  private static GuidePage page(String path) {
    String text = text(path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    // What is not Markdown is shown as it is.
    return GuidePage.parse(
        path, name.endsWith(".md") ? text : "# " + name + "\n\n```\n" + text + "```\n");
  }

  private static String text(String path) {
    URL resource = resource(path);
    if (resource == null) {
      throw new IllegalArgumentException("the program does not have " + path);
    }
    try (InputStream stream = resource.openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The picture that a page shows; {@code source} is relative to the page. */
  static URL picture(GuidePage page, String source) {
    String path = URI.create("/" + page.path()).resolve(source).getPath().substring(1);
    URL resource = resource(path);
    if (resource == null) {
      throw new IllegalArgumentException(page.path() + " shows " + path + ", which is not there");
    }
    return resource;
  }

  /** The build puts both folders of the source tree into the jar. */
  private static @Nullable URL resource(String path) {
    String name =
        path.startsWith(FOLDER)
            ? "/guide/" + path.substring(FOLDER.length())
            : path.startsWith(RESOURCES) ? "/" + path.substring(RESOURCES.length()) : "/" + path;
    return Guide.class.getResource(name);
  }
}
