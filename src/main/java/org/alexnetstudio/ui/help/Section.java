package org.alexnetstudio.ui.help;

import java.util.Locale;

/**
 * A heading of a page with the text below it.
 *
 * @param title the heading's words
 * @param level 1 for the page's title
 * @param text all words up to the next heading, to be searched
 */
record Section(String title, int level, String text) {

  /** What links name it by, made as GitHub makes it: "The file's parts" is the-files-parts. */
  String anchor() {
    return title
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  /** Whether its heading has these words, of any case. */
  boolean isAbout(String words) {
    return has(title, words);
  }

  /** Whether heading or text has them. */
  boolean mentions(String words) {
    return isAbout(words) || has(text, words);
  }

  private static boolean has(String text, String words) {
    return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }
}
