package org.alexnetstudio.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;

/** The file events.jsonl: one event a line, append-only. */
public final class EventLog {
  private EventLog() {}

  /**
   * Opens the log for writing, makes it where there is none, and cuts off a last line that a kill
   * left torn.
   *
   * @throws StudioException where the file cannot be written
   */
  public static EventWriter append(Path file) throws StudioException {
    return EventWriter.open(file);
  }

  /**
   * Reads the log as one straight history; none is there yet: an empty list. A torn last line and
   * malformed ones are skipped.
   *
   * @throws StudioException where the file cannot be read
   */
  public static List<RunEvent> read(Path file) throws StudioException {
    return straighten(new EventTail(file).next());
  }

  /**
   * Makes one history of the events as they were written: where the run was resumed from step s,
   * those before with a step above s are dropped, and the ends of the start's own and later epochs,
   * as they were computed again.
   */
  public static List<RunEvent> straighten(List<RunEvent> written) {
    List<RunEvent> history = new ArrayList<>();
    for (RunEvent event : written) {
      if (event instanceof StartEvent) {
        history.removeIf(earlier -> isVoid(earlier, event));
      }
      history.add(event);
    }
    return List.copyOf(history);
  }

  /** Later steps are made again; so is the end of an epoch that a stop had cut short. */
  private static boolean isVoid(RunEvent earlier, RunEvent start) {
    boolean endOfEpoch = earlier instanceof TrainingEvent || earlier instanceof ValidationEvent;
    return earlier.step() > start.step() || (endOfEpoch && earlier.epoch() >= start.epoch());
  }
}
