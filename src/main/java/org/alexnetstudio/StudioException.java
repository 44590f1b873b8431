package org.alexnetstudio;

import org.jspecify.annotations.Nullable;

/**
 * An error that the user can understand: what happened, why, and what to do about it.
 *
 * <p>It is the one checked exception of the program, logged or shown once where it is handled.
 */
public class StudioException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Who can mend it. */
  public enum Kind {
    /** The input (a file, an option, an image) is at fault: exit code 2. */
    BAD_INPUT,
    /** The work failed (a full disk, no memory, an engine that does not load): exit code 1. */
    FAILED
  }

  private final Kind kind;
  private final String what;
  private final String why;
  private final String remedy;

  /** Creates an error of the given kind; {@code cause} is kept for the log. */
  public StudioException(
      Kind kind, String what, String why, String remedy, @Nullable Throwable cause) {
    super(what + ": " + why + ". " + remedy, cause);
    this.kind = kind;
    this.what = what;
    this.why = why;
    this.remedy = remedy;
  }

  /** An error in what the user gave. */
  public static StudioException badInput(String what, String why, String remedy) {
    return new StudioException(Kind.BAD_INPUT, what, why, remedy, null);
  }

  /** An error in what the user gave, found through another exception. */
  public static StudioException badInput(
      String what, String why, String remedy, @Nullable Throwable cause) {
    return new StudioException(Kind.BAD_INPUT, what, why, remedy, cause);
  }

  /** Work that could not be done though the input was sound. */
  public static StudioException failed(
      String what, String why, String remedy, @Nullable Throwable cause) {
    return new StudioException(Kind.FAILED, what, why, remedy, cause);
  }

  /** Whose the fault is. */
  public Kind kind() {
    return kind;
  }

  /** What happened, with the file and the place: no full stop at its end. */
  public String what() {
    return what;
  }

  /** Why it happened: no full stop at its end. */
  public String why() {
    return why;
  }

  /** What to do: a whole sentence. */
  public String remedy() {
    return remedy;
  }
}
