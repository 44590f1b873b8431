package org.alexnetstudio.experiment;

/** A value that a record of the experiment refuses, with the field's name and what is allowed. */
public final class FieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String found;
  private final String allowed;

  /**
   * Refuses the value {@code found} of {@code field}; {@code allowed} says what may stand there.
   */
  public FieldException(String field, Object found, String allowed) {
    super(field + ": found " + found + ", allowed is " + allowed);
    this.field = field;
    this.found = found.toString();
    this.allowed = allowed;
  }

  /** The key as it stands in the file, relative to the record's object. */
  public String field() {
    return field;
  }

  /** The refused value. */
  public String found() {
    return found;
  }

  /** What may stand there. */
  public String allowed() {
    return allowed;
  }
}
