package org.alexnetstudio.weights;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names out of files, which may be long, many, or unprintable, for messages. */
final class Names {
  /** Longer ones are no tensors' names. */
  static final int LONGEST = 256;

  private static final int SHOWN = 12;
  private static final int SHOWN_LETTERS = 80;

  private Names() {}

  /** Whether a tensor may have the name. */
  static boolean isSound(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.codePoints().noneMatch(Character::isISOControl);
  }

  /** Between quotation marks, without control characters, not too long. */
  static String quoted(Object name) {
    return '"' + shortened(name) + '"';
  }

  /** Without control characters, not too long. */
  static String shortened(Object name) {
    String text = String.valueOf(name);
    String start = text.length() > SHOWN_LETTERS ? text.substring(0, SHOWN_LETTERS) + "..." : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /** The first few. */
  static String some(Collection<String> names) {
    return names.stream().limit(SHOWN).map(Names::quoted).collect(Collectors.joining(", "))
        + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
  }
}
