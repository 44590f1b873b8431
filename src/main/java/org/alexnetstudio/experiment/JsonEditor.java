package org.alexnetstudio.experiment;

import org.alexnetstudio.experiment.JsonDocument.Place;
import org.jspecify.annotations.Nullable;

/** Changes of single values of a JSON text that leave the rest of it, character by character. */
record JsonEditor(String text, JsonDocument document) {
  /** Puts {@code json} where {@code path} stands, with the objects around it where they lack. */
  String set(String path, String json) {
    Place place = document.exactly(path);
    return place == null
        ? insert(path, json)
        : text.substring(0, place.begin()) + json + text.substring(place.end());
  }

  private String insert(String path, String json) {
    String parent = JsonDocument.parent(path);
    String key = path.substring(parent.isEmpty() ? 0 : parent.length() + 1);
    String member = '"' + key + "\": " + json;
    Place around = document.exactly(parent);
    if (around == null) {
      return insert(parent, "{" + member + "}");
    }
    if (text.charAt(around.begin()) != '{') {
      return text.substring(0, around.begin()) + "{" + member + "}" + text.substring(around.end());
    }
    Place last = lastMember(parent);
    if (last == null) {
      int inside = around.begin() + 1;
      return text.substring(0, inside) + member + text.substring(inside);
    }
    String after = text.substring(last.end());
    return text.substring(0, last.end()) + "," + gapBefore(last.key()) + member + after;
  }

  /** Takes the member or element at {@code path} away, with its comma. */
  String remove(String path) {
    Place place = document.exactly(path);
    if (place == null) {
      return text;
    }
    int comma = backToComma(place.key());
    if (comma >= 0) {
      return text.substring(0, comma) + text.substring(place.end());
    }
    int end = place.end();
    int next = skipSpace(end);
    if (next < text.length() && text.charAt(next) == ',') {
      end = skipSpace(next + 1);
    }
    return text.substring(0, place.key()) + text.substring(end);
  }

  /** Puts an element into the list at {@code path}, before its element {@code index}. */
  String add(String path, int index, String json) {
    Place list = document.exactly(path);
    if (list == null || text.charAt(list.begin()) != '[') {
      return set(path, "[" + json + "]");
    }
    Place before = document.exactly(path + "[" + (index - 1) + "]");
    if (before != null) {
      return text.substring(0, before.end())
          + ","
          + gapBefore(before.begin())
          + json
          + text.substring(before.end());
    }
    Place first = document.exactly(path + "[0]");
    if (first == null) {
      return set(path, "[" + json + "]");
    }
    return text.substring(0, first.begin())
        + json
        + ","
        + gapBefore(first.begin())
        + text.substring(first.begin());
  }

  /** Exchanges two elements of a list; {@code first} stands before {@code second}. */
  String swap(String path, int first, int second) {
    Place a = document.exactly(path + "[" + first + "]");
    Place b = document.exactly(path + "[" + second + "]");
    if (a == null || b == null) {
      return text;
    }
    return text.substring(0, a.begin())
        + text.substring(b.begin(), b.end())
        + text.substring(a.end(), b.begin())
        + text.substring(a.begin(), a.end())
        + text.substring(b.end());
  }

  private @Nullable Place lastMember(String object) {
    Place last = null;
    var names = document.node(object).fieldNames();
    while (names.hasNext()) {
      Place member = document.exactly(JsonDocument.join(object, names.next()));
      if (member != null && (last == null || member.end() > last.end())) {
        last = member;
      }
    }
    return last;
  }

  /** The white space before a place, so that what comes beside it stands as it does. */
  private String gapBefore(int offset) {
    int begin = offset;
    while (begin > 0 && Character.isWhitespace(text.charAt(begin - 1))) {
      begin--;
    }
    String gap = text.substring(begin, offset);
    return gap.isEmpty() ? " " : gap;
  }

  private int backToComma(int offset) {
    int at = offset - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at >= 0 && text.charAt(at) == ',' ? at : -1;
  }

  private int skipSpace(int offset) {
    int at = offset;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
