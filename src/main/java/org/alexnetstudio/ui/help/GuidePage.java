package org.alexnetstudio.ui.help;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * A page of the guide.
 *
 * @param path in the source tree, such as docs/guide/train.md; links are relative to it
 * @param document the parsed Markdown
 * @param sections its headings in their order, the page's title first
 */
record GuidePage(String path, Node document, List<Section> sections) {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  GuidePage {
    sections = List.copyOf(sections);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException(path + " has no heading");
    }
  }

  /** Parses Markdown. */
  static GuidePage parse(String path, String markdown) {
    Node document = PARSER.parse(markdown);
    return new GuidePage(path, document, sections(document));
  }

  private static List<Section> sections(Node document) {
    List<Section> found = new ArrayList<>();
    Heading heading = null;
    StringBuilder text = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading next) {
        if (heading != null) {
          found.add(section(heading, text.toString()));
        }
        heading = next;
        text.setLength(0);
      } else {
        text.append(PlainText.of(node)).append('\n');
      }
    }
    if (heading != null) {
      found.add(section(heading, text.toString()));
    }
    return found;
  }

  private static Section section(Heading heading, String text) {
    return new Section(PlainText.of(heading), heading.getLevel(), text);
  }

  /** The words of its first heading. */
  String title() {
    return sections.get(0).title();
  }

  /** Whether links can name this place in it; empty is its beginning. */
  boolean has(String anchor) {
    return anchor.isEmpty() || sections.stream().anyMatch(each -> each.anchor().equals(anchor));
  }
}
