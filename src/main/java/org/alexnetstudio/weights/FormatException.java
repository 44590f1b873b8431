package org.alexnetstudio.weights;

/** Content that no file of its format has; the message says why, without a full stop. */
final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  FormatException(String why) {
    super(why);
  }
}
