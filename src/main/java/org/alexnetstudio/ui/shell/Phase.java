package org.alexnetstudio.ui.shell;

/** What goes on in the window, as its toolbar says it. */
enum Phase {
  /** No run is shown. */
  IDLE("Idle", ""),
  /** Images are made ready for a training. */
  PREPARING("Preparing", "chip-success"),
  /** It learns. */
  TRAINING("Training", "chip-success"),
  /** It is held. */
  PAUSED("Paused", "chip-warning"),
  /** It ends after the current step. */
  STOPPING("Stopping", "chip-warning"),
  /** Another process trains the run shown. */
  WATCHING("Watching", "chip-success"),
  /** All epochs are done. */
  COMPLETED("Completed", "chip-success"),
  /** It was stopped by somebody. */
  STOPPED("Stopped", "chip-warning"),
  /** The process that trained it was killed. */
  KILLED("Killed", "chip-danger"),
  /** It ended with an error. */
  FAILED("Failed", "chip-danger");

  private final String words;
  private final String style;

  Phase(String words, String style) {
    this.words = words;
    this.style = style;
  }

  String words() {
    return words;
  }

  /** A style class of the chip; empty for a plain one. */
  String style() {
    return style;
  }

  /** Whether this window trains. */
  boolean trains() {
    return this == PREPARING || this == TRAINING || this == PAUSED || this == STOPPING;
  }

  /** Whether the run can go on from its checkpoint. */
  boolean resumable() {
    return this == STOPPED || this == KILLED || this == FAILED;
  }
}
