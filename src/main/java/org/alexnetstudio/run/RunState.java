package org.alexnetstudio.run;

/** Where a run stands. */
public enum RunState {
  /** It trains; where nobody holds its lock, it was killed. */
  RUNNING,
  /** It waits to go on. */
  PAUSED,
  /** All epochs are done. */
  COMPLETED,
  /** The user stopped it. */
  STOPPED,
  /** Its loss is no longer a finite number. */
  DIVERGED,
  /** An error ended it. */
  FAILED,
  /** It was killed while it ran. */
  INTERRUPTED
}
