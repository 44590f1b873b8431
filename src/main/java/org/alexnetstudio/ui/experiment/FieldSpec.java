package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the form.
 *
 * @param path of its value in the document
 * @param label as it stands before it, or is read out
 * @param fallback what counts where the key is absent; null where it must be there
 * @param options of a choice; empty for others
 */
record FieldSpec(
    String path, String label, Kind kind, @Nullable String fallback, List<Option> options) {

  /** What is typed. */
  enum Kind {
    /** A number, or a word in its place. */
    NUMBER,
    /** Text. */
    TEXT,
    /** Numbers with commas between them. */
    NUMBERS,
    /** One of a few. */
    CHOICE,
    /** Yes or no. */
    FLAG
  }

  /** A value of a choice, and how people call it. */
  record Option(String value, String name) {}

  static FieldSpec number(String path, String label) {
    return new FieldSpec(path, label, Kind.NUMBER, null, List.of());
  }

  static FieldSpec number(String path, String label, String fallback) {
    return new FieldSpec(path, label, Kind.NUMBER, fallback, List.of());
  }

  static FieldSpec text(String path, String label) {
    return new FieldSpec(path, label, Kind.TEXT, null, List.of());
  }

  static FieldSpec numbers(String path, String label) {
    return new FieldSpec(path, label, Kind.NUMBERS, "", List.of());
  }

  static FieldSpec flag(String path, String label) {
    return new FieldSpec(path, label, Kind.FLAG, "false", List.of());
  }

  /** {@code values} are values and names by turns. */
  static FieldSpec choice(String path, String label, @Nullable String fallback, String... values) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < values.length; i += 2) {
      options.add(new Option(values[i], values[i + 1]));
    }
    return new FieldSpec(path, label, Kind.CHOICE, fallback, List.copyOf(options));
  }

  /** The same field below another path, as that of a layer. */
  FieldSpec below(String parent) {
    return new FieldSpec(parent + "." + path, label, kind, fallback, options);
  }
}
