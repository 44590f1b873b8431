package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.run.EventTail;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunInfo;
import org.alexnetstudio.run.RunState;

/** Reads a run's folder, also while another process writes to it, and tells a listener. */
final class RunFollower implements Runnable, RunFollowing {
  /** How soon news of another process is seen. */
  private static final int MILLIS = 250;

  private final Path folder;
  private final RunListener listener;
  private volatile boolean closed;

  RunFollower(Path folder, RunListener listener) {
    this.folder = folder;
    this.listener = listener;
  }

  @Override
  public void run() {
    RunOutcome outcome;
    try {
      outcome = read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (StudioException | RuntimeException | OutOfMemoryError e) {
      outcome = new RunOutcome(RunOutcome.Kind.FAILED, e);
    }
    if (!closed) {
      listener.ended(outcome);
    }
  }

  private RunOutcome read() throws StudioException, InterruptedException {
    RunFolder run = RunFolder.open(folder);
    RunInfo info = run.info();
    Experiment experiment =
        ExperimentFile.parse(folder.resolve("experiment.json").toString(), run.experimentJson());
    listener.opened(
        new RunDetails(folder, experiment, info.classNames(), info.created(), List.of()));
    EventTail tail = run.tailEvents();
    List<Integer> told = new ArrayList<>();
    boolean abandoned = false;
    while (!closed) {
      // Asked before the log is read: what is written in between is then not missed.
      boolean written = run.isLocked();
      for (RunEvent event : tail.next()) {
        if (closed) {
          break;
        }
        listener.event(event);
      }
      tellTimeline(run, told);
      if (!written && run.info().state() != RunState.RUNNING) {
        return new RunOutcome(RunOutcome.Kind.ENDED, null);
      }
      // Twice in a row: a run that begins is locked only after its folder is there.
      if (!written && abandoned) {
        return new RunOutcome(RunOutcome.Kind.KILLED, null);
      }
      abandoned = !written;
      Thread.sleep(MILLIS);
    }
    return new RunOutcome(RunOutcome.Kind.CANCELLED, null);
  }

  private void tellTimeline(RunFolder run, List<Integer> told) {
    List<Integer> steps = run.timeline().steps();
    if (steps.isEmpty() || steps.equals(told)) {
      return;
    }
    told.clear();
    told.addAll(steps);
    run.timeline().newest().ifPresent(listener::snapshot);
    listener.timeline(steps);
  }

  @Override
  public void close() {
    closed = true;
  }
}
