package org.alexnetstudio.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of the document, read by name with type checks. What is wrong goes into
 * the common list of problems; a wrong value also ends the reading of its own part by a {@link
 * Stop}, so that each part of the file reports its first fault.
 */
final class JsonFields {
  /** Ends the reading of one part; its problem is in the list already. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  private final JsonDocument document;
  private final ObjectNode node;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> known = new TreeSet<>();

  JsonFields(JsonDocument document, ObjectNode node, String path, List<Problem> problems) {
    this.document = document;
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  String text(String key, @Nullable String absent) {
    JsonNode value = find(key);
    if (value == null) {
      return present(key, absent, "a text");
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    throw wrong(key, value, "a text");
  }

  int integer(String key, @Nullable Integer absent) {
    long value = longInteger(key, absent == null ? null : absent.longValue());
    if (value != (int) value) {
      throw stop(key, "found " + value + ", allowed are whole numbers up to 2147483647");
    }
    return (int) value;
  }

  long longInteger(String key, @Nullable Long absent) {
    JsonNode value = find(key);
    if (value == null) {
      return present(key, absent, "a whole number");
    }
    if (value.canConvertToExactIntegral() && value.canConvertToLong()) {
      return value.longValue();
    }
    throw wrong(key, value, "a whole number");
  }

  double number(String key, @Nullable Double absent) {
    JsonNode value = find(key);
    if (value == null) {
      return present(key, absent, "a number");
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    throw wrong(key, value, "a number");
  }

  boolean flag(String key, boolean absent) {
    JsonNode value = find(key);
    if (value == null) {
      return absent;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    throw wrong(key, value, "true or false");
  }

  /** A whole number, or the word {@code word} in place of {@code meaning}. */
  int integerOr(String key, String word, int meaning) {
    JsonNode value = find(key);
    if (value != null && value.isTextual() && value.textValue().equals(word)) {
      return meaning;
    }
    int number = integer(key, null);
    if (number == meaning) {
      throw stop(key, "found " + number + ", allowed is a positive number or \"" + word + "\"");
    }
    return number;
  }

  /** Whether a value stands under {@code key}. */
  boolean has(String key) {
    return find(key) != null;
  }

  /** All of it, as numbers by their keys, in the file's order. */
  Map<String, Double> numbersByKey() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> numbers.put(key, number(key, null)));
    return numbers;
  }

  /** The value as it stands in the file. */
  String raw(String key) {
    return node.path(key).toString();
  }

  List<Double> numbers(String key) {
    return list(key, "a list of numbers", n -> n.isNumber() ? n.doubleValue() : null);
  }

  List<String> texts(String key) {
    return list(key, "a list of texts", n -> n.isTextual() ? n.textValue() : null);
  }

  private <T> List<T> list(String key, String wanted, Function<JsonNode, @Nullable T> convert) {
    JsonNode value = find(key);
    List<T> list = new ArrayList<>();
    if (value != null) {
      if (!value.isArray()) {
        throw wrong(key, value, wanted);
      }
      for (JsonNode element : value) {
        T converted = convert.apply(element);
        if (converted == null) {
          throw wrong(key, element, wanted);
        }
        list.add(converted);
      }
    }
    return list;
  }

  /** The object under {@code key}, which must be there. */
  JsonFields object(String key) {
    JsonNode value = find(key);
    if (value == null) {
      throw missing(key, "an object { ... }");
    }
    if (value instanceof ObjectNode object) {
      return new JsonFields(document, object, JsonDocument.join(path, key), problems);
    }
    throw wrong(key, value, "an object { ... }");
  }

  /** The object under {@code key}; an empty one where it is absent. */
  JsonFields objectOrEmpty(String key) {
    return find(key) == null
        ? new JsonFields(document, node.objectNode(), JsonDocument.join(path, key), problems)
        : object(key);
  }

  /** Each object of the list under {@code key}, in order. */
  List<JsonFields> objects(String key) {
    JsonNode value = find(key);
    if (value == null) {
      throw missing(key, "a list [ ... ]");
    }
    if (!value.isArray()) {
      throw wrong(key, value, "a list [ ... ]");
    }
    List<JsonFields> objects = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String at = key + "[" + i + "]";
      if (!(value.get(i) instanceof ObjectNode object)) {
        throw wrong(at, value.get(i), "an object { ... }");
      }
      objects.add(new JsonFields(document, object, JsonDocument.join(path, at), problems));
    }
    return objects;
  }

  /** Builds a record from the fields read so far, after a check for keys that nobody asked for. */
  <T> T build(Supplier<T> record) {
    unknownKeys();
    try {
      return record.get();
    } catch (FieldException e) {
      throw stop(e.field(), "found " + e.found() + ", allowed is " + e.allowed());
    }
  }

  /** Reads one part; null where it has a problem, so that the other parts are read all the same. */
  static <T> @Nullable T attempt(Supplier<T> part) {
    try {
      return part.get();
    } catch (Stop stop) {
      return null;
    }
  }

  /** The value of {@code type} is none that is known. */
  Stop unknownType(String key, String found, List<String> allowed) {
    return stop(
        key,
        "found \""
            + found
            + "\", allowed is one of "
            + String.join(", ", allowed)
            + nearest(found, allowed));
  }

  private void unknownKeys() {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        problem(
            key,
            "unknown key \""
                + key
                + "\"; allowed here: "
                + String.join(", ", known)
                + nearest(key, known));
      }
    }
  }

  /** A key that stands there and may be meant for a missing one; it is not told of twice. */
  private String mistyped(String missing) {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key) && !nearest(key, List.of(missing)).isEmpty()) {
        known.add(key);
        return ". Is \"" + key + "\" meant to be \"" + missing + "\"?";
      }
    }
    return "";
  }

  private static String nearest(String word, Iterable<String> candidates) {
    String best = "";
    int least = Math.max(2, word.length() / 2) + 1;
    for (String candidate : candidates) {
      // What was only begun is nearer than what was mistyped.
      int distance = candidate.startsWith(word) ? 1 : EditDistance.between(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : ". Did you mean \"" + best + "\"?";
  }

  private @Nullable JsonNode find(String key) {
    known.add(key);
    return node.get(key);
  }

  private <T> T present(String key, @Nullable T absent, String wanted) {
    if (absent == null) {
      throw missing(key, wanted);
    }
    return absent;
  }

  private Stop missing(String key, String wanted) {
    return stop(
        key,
        "the key \""
            + key
            + "\" is missing: "
            + wanted
            + " must stand here; the keys found are "
            + String.join(", ", (Iterable<String>) node::fieldNames)
            + mistyped(key));
  }

  private Stop wrong(String key, JsonNode found, String wanted) {
    String text = found.toString();
    return stop(
        key,
        "found "
            + (text.length() > 60 ? text.substring(0, 60) + "..." : text)
            + ", allowed is "
            + wanted);
  }

  Stop stop(String key, String message) {
    problem(key, message);
    return new Stop();
  }

  private void problem(String key, String message) {
    String at = JsonDocument.join(path, key);
    JsonDocument.Place place = document.place(at);
    problems.add(new Problem(place.text(), place.line(), place.column(), at, message));
  }
}
