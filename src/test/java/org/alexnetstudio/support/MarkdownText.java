package org.alexnetstudio.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of the documentation, taken apart as far as tests need it.
 *
 * @param file where it lies
 * @param prose its lines outside of blocks of code
 * @param commands lines of its blocks of shell code
 */
public record MarkdownText(Path file, List<String> prose, List<String> commands) {
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("(!?)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  /** Reads a page. */
  public static MarkdownText read(Path file) throws IOException {
    List<String> prose = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    String language = null;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("```")) {
        language = language == null ? line.substring(3) : null;
      } else if (language == null) {
        prose.add(line);
      } else if (language.equals("sh") && !line.isBlank()) {
        commands.add(line);
      }
    }
    return new MarkdownText(file, prose, commands);
  }

  /** What stands between backquotes, also over the end of a line. */
  public List<String> spans() {
    return spans(String.join(" ", prose));
  }

  /** The same of one piece of text. */
  public static List<String> spans(String text) {
    return SPAN.matcher(text).results().map(span -> span.group(1)).toList();
  }

  /** Where its links and pictures lead to. */
  public List<String> links() {
    return targets(LINK.matcher(String.join(" ", prose)).results().toList());
  }

  /** Its pictures. */
  public List<String> pictures() {
    return targets(
        LINK.matcher(String.join(" ", prose))
            .results()
            .filter(link -> !link.group(1).isEmpty())
            .toList());
  }

  private static List<String> targets(List<MatchResult> links) {
    return links.stream().map(link -> link.group(2)).toList();
  }

  /** The cells of a table's rows, the table being the one whose first column is headed so. */
  public List<List<String>> table(String heading) {
    List<List<String>> rows = new ArrayList<>();
    boolean here = false;
    for (String line : prose) {
      List<String> cells =
          line.startsWith("|") ? List.of(line.substring(1).split("(?<!\\\\)\\|")) : List.of();
      if (here && !cells.isEmpty() && !cells.get(0).startsWith("-")) {
        rows.add(cells.stream().map(String::strip).toList());
      }
      here = !cells.isEmpty() && (here || cells.get(0).strip().equals(heading));
    }
    return rows;
  }

  /** The anchors of its headings, as GitHub makes them. */
  public Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    for (String line : prose) {
      if (line.startsWith("#")) {
        String words = line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
        anchors.add(words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }
}
