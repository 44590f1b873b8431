package org.alexnetstudio.ui.experiment;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The style classes of a JSON text, which need not be whole. */
final class JsonColours {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\\\n]|\\\\.)*\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*\"?)"
              + "|(?<number>-?\\d[\\d.eE+-]*|true|false|null)|(?<mark>[{}\\[\\],:])");

  private JsonColours() {}

  static StyleSpans<Collection<String>> of(String json) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    Matcher token = TOKEN.matcher(json);
    int end = 0;
    while (token.find()) {
      spans.add(Collections.emptyList(), token.start() - end);
      spans.add(List.of(styleOf(token)), token.end() - token.start());
      end = token.end();
    }
    spans.add(Collections.emptyList(), json.length() - end);
    return spans.create();
  }

  private static String styleOf(Matcher token) {
    for (String group : List.of("key", "text", "number")) {
      if (token.group(group) != null) {
        return "json-" + group;
      }
    }
    return "json-mark";
  }
}
