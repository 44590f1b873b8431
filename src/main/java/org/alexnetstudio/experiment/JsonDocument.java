package org.alexnetstudio.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON text as a tree that knows where in the text each value stands. */
final class JsonDocument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Where a value stands.
   *
   * @param text for people
   * @param line from 1; 0 outside the text
   * @param key offset of its key, or of the value itself where it has none
   * @param begin offset of its first character
   * @param end offset behind its last character
   */
  record Place(String text, int line, int column, int key, int begin, int end) {
    /** Not in the text. */
    static Place outside(String text) {
      return new Place(text, 0, 0, -1, -1, -1);
    }
  }

  private final String file;
  private final Map<String, Place> places = new HashMap<>();
  private final ObjectNode root;

  /** Parses {@code text}; {@code file} is its name in messages. */
  JsonDocument(String file, String text) throws ExperimentException {
    this.file = file;
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (text.isBlank()) {
        throw malformed(parser.currentTokenLocation(), "the file is empty");
      }
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed(parser.currentTokenLocation(), "it must be a JSON object: { ... }");
      }
      root = (ObjectNode) value(parser, "");
      if (parser.nextToken() != null) {
        throw malformed(parser.currentTokenLocation(), "there is more after the closing brace");
      }
    } catch (JsonProcessingException e) {
      throw malformed(e.getLocation(), withoutGuess(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can't fail to be read", e);
    }
  }

  private JsonDocument(JsonDocument other) {
    file = other.file;
    places.putAll(other.places);
    root = other.root.deepCopy();
  }

  /** Another one of the same text, whose tree can be changed. */
  JsonDocument copy() {
    return new JsonDocument(this);
  }

  ObjectNode root() {
    return root;
  }

  /** The value at {@code path}; a missing node where there is none. */
  JsonNode node(String path) {
    JsonNode node = root;
    for (String step : path.split("[.\\[]", -1)) {
      if (step.endsWith("]")) {
        node = node.path(Integer.parseInt(step.substring(0, step.length() - 1)));
      } else if (!step.isEmpty()) {
        node = node.path(step);
      }
    }
    return node;
  }

  /** File, line and column of the value at {@code path}, or of the nearest value around it. */
  Place place(String path) {
    for (String p = path; ; p = parent(p)) {
      Place place = places.get(p);
      if (place != null || p.isEmpty()) {
        return place == null ? Place.outside(file) : place;
      }
    }
  }

  /** The place of the value at exactly {@code path}; null where there is none. */
  @Nullable Place exactly(String path) {
    return places.get(path);
  }

  /**
   * Puts a value given outside the file, as by an option, in place of the file's. Where a text
   * stood it is a text, else JSON, or else a text: paths need no quotation marks.
   */
  void override(String path, String text, String place) throws ExperimentException {
    JsonNode node = root;
    String at = "";
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length; i++) {
      String step = steps[i];
      boolean last = i == steps.length - 1;
      JsonNode next = null;
      if (node instanceof ArrayNode array) {
        int index = index(array, step);
        at = at + "[" + index + "]";
        next = array.get(index);
        if (last && next != null) {
          next = array.set(index, value(next, text));
        }
      } else if (node instanceof ObjectNode object) {
        at = join(at, step);
        next = object.get(step);
        if (last) {
          next = object.set(step, value(next, text));
        } else if (next == null) {
          next = object.putObject(step);
          places.put(at, Place.outside(place));
        }
      }
      if (next == null) {
        throw new ExperimentException(
            file,
            List.of(new Problem(place, 0, 0, path, "there is nothing called \"" + step + "\"")));
      }
      node = next;
    }
    String target = at;
    places
        .keySet()
        .removeIf(
            p -> p.equals(target) || p.startsWith(target + ".") || p.startsWith(target + "["));
    places.put(target, Place.outside(place));
  }

  private static JsonNode value(@Nullable JsonNode before, String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      // A folder may be called 2012.
      boolean meantAsText = before != null && before.isTextual() && !node.isTextual();
      return node.isMissingNode() || (meantAsText && node.isValueNode())
          ? NODES.textNode(text)
          : node;
    } catch (JsonProcessingException e) {
      return NODES.textNode(text);
    }
  }

  /** A number, or the name of the array's element: layers are found by their names. */
  private static int index(ArrayNode array, String step) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).path("name").asText("").equals(step) || Integer.toString(i).equals(step)) {
        return i;
      }
    }
    return -1;
  }

  /** Jackson guesses at settings of its own that nobody here can change. */
  private static String withoutGuess(String message) {
    String line = message.lines().findFirst().orElse("");
    int guess = line.indexOf(": maybe a ");
    return guess < 0 ? line : line.substring(0, guess);
  }

  private ExperimentException malformed(JsonLocation location, String message) {
    return new ExperimentException(
        file,
        List.of(
            new Problem(
                place(location),
                location.getLineNr(),
                location.getColumnNr(),
                "",
                "malformed JSON: " + message)));
  }

  private JsonNode value(JsonParser parser, String path) throws IOException {
    return value(parser, path, offset(parser.currentTokenLocation()));
  }

  private JsonNode value(JsonParser parser, String path, int key) throws IOException {
    JsonLocation begin = parser.currentTokenLocation();
    JsonNode value = content(parser, path);
    places.put(
        path,
        new Place(
            place(begin),
            begin.getLineNr(),
            begin.getColumnNr(),
            key,
            offset(begin),
            offset(parser.currentLocation())));
    return value;
  }

  private static int offset(JsonLocation location) {
    return (int) location.getCharOffset();
  }

  private JsonNode content(JsonParser parser, String path) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          int key = offset(parser.currentTokenLocation());
          parser.nextToken();
          object.set(name, value(parser, join(path, name), key));
        }
        return object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser, path + "[" + array.size() + "]"));
        }
        return array;
      }
      case VALUE_STRING -> {
        return NODES.textNode(parser.getText());
      }
      case VALUE_NUMBER_INT -> {
        return NODES.numberNode(parser.getBigIntegerValue());
      }
      case VALUE_NUMBER_FLOAT -> {
        return NODES.numberNode(parser.getDoubleValue());
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return NODES.booleanNode(parser.getBooleanValue());
      }
      default -> {
        return NODES.nullNode();
      }
    }
  }

  private String place(JsonLocation location) {
    return file + ", line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
