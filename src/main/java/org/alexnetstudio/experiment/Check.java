package org.alexnetstudio.experiment;

/** Range checks of the records' compact constructors. */
final class Check {
  private Check() {}

  static void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new FieldException(field, value, "a whole number from " + min + " to " + max);
    }
  }

  static void range(String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new FieldException(field, number(value), number(min) + " to " + number(max));
    }
  }

  static void positive(String field, double value, double max) {
    if (!(value > 0 && value <= max)) {
      throw new FieldException(field, number(value), "more than 0, up to " + number(max));
    }
  }

  static void text(String field, String value) {
    if (value.isBlank()) {
      throw new FieldException(field, "an empty text", "a text");
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
