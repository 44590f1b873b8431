package org.alexnetstudio.session;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as far as its last event does not say it.
 *
 * @param kind the way it ended
 * @param problem what went wrong; null where nothing did
 */
public record RunOutcome(Kind kind, @Nullable Throwable problem) {
  /** The ways. */
  public enum Kind {
    /** Its end event says why. */
    ENDED,
    /** Cancelled before its folder was made. */
    CANCELLED,
    /** It says that it is running, and nobody writes to it: the process was killed. */
    KILLED,
    /** An error: {@link RunOutcome#problem}. */
    FAILED
  }
}
