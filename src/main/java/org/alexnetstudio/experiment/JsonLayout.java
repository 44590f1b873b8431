package org.alexnetstudio.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON laid out as in the presets: what fits into a line stands in one. */
final class JsonLayout {
  private static final int LINE = 100;

  private JsonLayout() {}

  /** The document, with a line's end. */
  static String write(ObjectNode root) {
    StringBuilder out = new StringBuilder();
    block(root, "", out);
    return out.append('\n').toString();
  }

  /** The document itself and its parts of more than one level take a line for each member. */
  private static void value(JsonNode node, String indent, int column, StringBuilder out) {
    String line = inLine(node);
    boolean deep = node.isObject() && indent.length() <= 2 && depth(node) > 1;
    boolean layers = node.isArray() && node.size() > 0 && node.get(0).isObject();
    if (node.isValueNode() || (!deep && !layers && column + line.length() < LINE)) {
      out.append(line);
    } else {
      block(node, indent, out);
    }
  }

  private static void block(JsonNode node, String indent, StringBuilder out) {
    String inner = indent + "  ";
    out.append(node.isObject() ? "{" : "[");
    String separator = "\n";
    Iterator<String> names = node.fieldNames();
    for (JsonNode child : node) {
      out.append(separator).append(inner);
      String key = node.isObject() ? ExperimentText.quoted(names.next()) + ": " : "";
      out.append(key);
      boolean layer = node.isArray() && child.isObject();
      if (layer) {
        out.append(inLine(child));
      } else {
        value(child, inner, inner.length() + key.length(), out);
      }
      separator = ",\n";
    }
    out.append("\n").append(indent).append(node.isObject() ? "}" : "]");
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, child.isValueNode() ? 0 : depth(child));
    }
    return node.isValueNode() ? 0 : deepest + 1;
  }

  private static String inLine(JsonNode node) {
    List<String> parts = new ArrayList<>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        parts.add(ExperimentText.quoted(member.getKey()) + ": " + inLine(member.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    if (node.isArray()) {
      node.forEach(element -> parts.add(inLine(element)));
      return "[" + String.join(", ", parts) + "]";
    }
    return node.isTextual() ? ExperimentText.quoted(node.textValue()) : node.toString();
  }
}
