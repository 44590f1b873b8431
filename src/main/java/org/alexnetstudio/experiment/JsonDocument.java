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

  private final String file;
  private final Map<String, String> places = new HashMap<>();
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

  ObjectNode root() {
    return root;
  }

  /** File, line and column of the value at {@code path}, or of the nearest value around it. */
  String place(String path) {
    for (String p = path; ; p = parent(p)) {
      String place = places.get(p);
      if (place != null || p.isEmpty()) {
        return place == null ? file : place;
      }
    }
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
          places.put(at, place);
        }
      }
      if (next == null) {
        throw new ExperimentException(
            file, List.of(new Problem(place, path, "there is nothing called \"" + step + "\"")));
      }
      node = next;
    }
    String target = at;
    places
        .keySet()
        .removeIf(
            p -> p.equals(target) || p.startsWith(target + ".") || p.startsWith(target + "["));
    places.put(target, place);
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
        file, List.of(new Problem(place(location), "", "malformed JSON: " + message)));
  }

  private JsonNode value(JsonParser parser, String path) throws IOException {
    places.put(path, place(parser.currentTokenLocation()));
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          object.set(key, value(parser, join(path, key)));
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

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
