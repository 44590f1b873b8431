package org.alexnetstudio.experiment;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of an experiment file while it is written: what it says, what is wrong with it, and
 * changes of single values that leave all the rest as it stands. Immutable.
 *
 * <p>A path is one of the document, such as {@code network.layers[3].kernel}.
 */
public final class ExperimentText {
  private static final Pattern LITERAL =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?|true|false");

  private final String name;
  private final Path folder;
  private final String text;
  private final @Nullable JsonDocument document;
  private final @Nullable Experiment experiment;
  private final List<Problem> problems;

  private ExperimentText(
      String name,
      Path folder,
      String text,
      @Nullable JsonDocument document,
      @Nullable Experiment experiment,
      List<Problem> problems) {
    this.name = name;
    this.folder = folder;
    this.text = text;
    this.document = document;
    this.experiment = experiment;
    this.problems = List.copyOf(problems);
  }

  /**
   * Reads a text.
   *
   * @param name of the file, in messages
   * @param folder relative paths in the text are below it
   */
  public static ExperimentText of(String name, Path folder, String text) {
    JsonDocument document;
    try {
      document = new JsonDocument(name, text);
    } catch (ExperimentException malformed) {
      return new ExperimentText(name, folder, text, null, null, malformed.problems());
    }
    List<Problem> problems = new ArrayList<>();
    JsonDocument resolved = document.copy();
    PathResolver.belowFolder(resolved, folder);
    Experiment experiment = new ExperimentDecoder(resolved, problems).decode();
    PathResolver.check(resolved, problems);
    return new ExperimentText(
        name, folder, text, document, problems.isEmpty() ? experiment : null, problems);
  }

  /** The text itself. */
  public String text() {
    return text;
  }

  /** What it says; null where there are problems. */
  public @Nullable Experiment experiment() {
    return experiment;
  }

  /** What is wrong with it. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether it is JSON: only then single values can be read and changed. */
  public boolean isJson() {
    return document != null;
  }

  /** A text without its quotation marks, another value as it is written; empty where none is. */
  public Optional<String> value(String path) {
    JsonDocument.Place place = document == null ? null : document.exactly(path);
    if (document == null || place == null) {
      return Optional.empty();
    }
    JsonNode node = document.node(path);
    return Optional.of(
        node.isTextual() ? node.textValue() : text.substring(place.begin(), place.end()));
  }

  /** From the first character of a value to behind its last. */
  public record Span(int begin, int end) {}

  /** Where a value stands in the text; empty where none is. */
  public Optional<Span> span(String path) {
    JsonDocument.Place place = document == null ? null : document.exactly(path);
    return Optional.ofNullable(place).map(p -> new Span(p.begin(), p.end()));
  }

  /** How many elements the list at a path has; 0 where there is no list. */
  public int size(String path) {
    return document != null && document.node(path).isArray() ? document.node(path).size() : 0;
  }

  /** The same with another value, a number or a text as {@link #literal} takes it. */
  public ExperimentText with(String path, String value) {
    return withJson(path, literal(value));
  }

  /** The same with a text as value, whatever it looks like. */
  public ExperimentText withText(String path, String value) {
    return withJson(path, quoted(value));
  }

  /** The same with JSON as value. */
  public ExperimentText withJson(String path, String json) {
    return document == null ? this : again(new JsonEditor(text, document).set(path, json));
  }

  /** The same without the key or the element at a path. */
  public ExperimentText without(String path) {
    return document == null ? this : again(new JsonEditor(text, document).remove(path));
  }

  /** The same with a further element of a list, before its element {@code index}. */
  public ExperimentText withElement(String list, int index, String json) {
    return document == null ? this : again(new JsonEditor(text, document).add(list, index, json));
  }

  /** The same with two elements of a list exchanged, the first before the second. */
  public ExperimentText withSwapped(String list, int first, int second) {
    return document == null
        ? this
        : again(new JsonEditor(text, document).swap(list, first, second));
  }

  /** The same file with another text. */
  public ExperimentText again(String other) {
    return other.equals(text) ? this : of(name, folder, other);
  }

  /** What a person typed as JSON: a number or true or false where it is one, else a text. */
  public static String literal(String typed) {
    return LITERAL.matcher(typed).matches() ? typed : quoted(typed);
  }

  /** A text as JSON. */
  public static String quoted(String value) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }

  /** The same values in the program's own layout; this itself where it is no JSON. */
  public ExperimentText tidied() {
    return document == null ? this : again(JsonLayout.write((ObjectNode) document.node("")));
  }
}
