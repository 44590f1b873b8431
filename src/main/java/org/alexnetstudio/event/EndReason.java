package org.alexnetstudio.event;

/** Why a run ended. */
public enum EndReason {
  /** All epochs are done. */
  COMPLETED,
  /** The user stopped it; it can be resumed. */
  STOPPED,
  /** The loss is no longer a finite number. */
  DIVERGED,
  /** An error ended it. */
  FAILED
}
