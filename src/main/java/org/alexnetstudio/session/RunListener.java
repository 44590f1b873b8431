package org.alexnetstudio.session;

import java.util.List;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;

/**
 * Hears of one run, that is trained here or followed while another process trains it. Called on
 * background threads, one call at a time; returns soon.
 */
public interface RunListener {
  /** Before the run's folder exists: {@code done} of {@code total} pieces of {@code part}. */
  void preparing(String part, int done, int total);

  /** The run's folder is there; comes before the first event. */
  void opened(RunDetails run);

  /** The next event of the log, as it was written: a start event voids later steps before it. */
  void event(RunEvent event);

  /** The newest snapshot; it is not necessarily one that is kept. */
  void snapshot(Snapshot snapshot);

  /** The steps whose snapshots are kept in the run's folder, rising; all of them, each time. */
  void timeline(List<Integer> steps);

  /** The last call: the training has ended, for whatever reason, or has been read to its end. */
  void ended(RunOutcome outcome);
}
