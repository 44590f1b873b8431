package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.RejectedImage;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.run.RunInfo;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.ComputeThread;
import org.alexnetstudio.session.TrainingJob;
import org.alexnetstudio.training.TrainingControl;

/** Carries out a training in the terminal: progress, interruption, result. */
final class TrainingRunner {
  private static final int REJECTED_SHOWN = 20;

  private final Terminal terminal;
  private final Interruption interruption;

  /** Prepares a job, which may take long. */
  @FunctionalInterface
  interface Preparation {
    TrainingJob prepare(Activity activity) throws StudioException;
  }

  TrainingRunner(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  /** Runs the job to its end and prints its folder; returns the exit code. */
  int run(Preparation preparation) throws Exception {
    StopSwitch stop = new StopSwitch();
    interruption.handle(stop::request);
    Activity activity = new Activity(new ActivityLine(terminal), interruption::requested);
    try (TrainingJob job = preparation.prepare(activity)) {
      reportRejected(job.input().images().rejected());
      Path folder = job.run().path();
      terminal.line("Run folder: " + folder);
      if (job.finished()) {
        terminal.line(
            "This run has finished all its epochs already; resume --epochs N gives it more.");
        terminal.out().println(folder);
        return 0;
      }
      stop.connect(job.control());
      EndReason reason = train(job);
      reportEnd(job, reason);
      terminal.out().println(folder);
      return reason == EndReason.STOPPED ? ErrorReport.INTERRUPTED : 0;
    }
  }

  private EndReason train(TrainingJob job) throws Exception {
    try (ComputeThread thread = new ComputeThread(job.input().experiment().training().device())) {
      return thread.train(job, new TrainingProgress(terminal)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void reportEnd(TrainingJob job, EndReason reason) throws StudioException {
    RunInfo info = job.run().info();
    if (info.bestEpoch() > 0) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "Best: epoch %d, validation top-1 %.2f %%.",
              info.bestEpoch(),
              100 * info.bestTop1()));
    }
    terminal.line(
        reason == EndReason.STOPPED
            ? "To go on: alexnet-studio resume " + job.run().path()
            : "To use it: alexnet-studio classify " + job.run().path() + " IMAGE...");
  }

  private void reportRejected(List<RejectedImage> rejected) {
    if (rejected.isEmpty()) {
      return;
    }
    terminal.line(rejected.size() + " images can't be used and are left out:");
    rejected.stream()
        .limit(REJECTED_SHOWN)
        .forEach(image -> terminal.line("  " + image.image() + ": " + image.reason()));
    if (rejected.size() > REJECTED_SHOWN) {
      terminal.line("  and " + (rejected.size() - REJECTED_SHOWN) + " more");
    }
  }

  /** Passes a request on to the job, also one that came before the job was there. */
  private final class StopSwitch {
    private boolean requested;
    private boolean connected;
    private Runnable action = () -> {};

    synchronized void request() {
      requested = true;
      terminal.line(
          connected
              ? "Stopping after the current step; the checkpoint is written first."
              : "Stopping.");
      action.run();
    }

    synchronized void connect(TrainingControl control) {
      connected = true;
      action = control::stop;
      if (requested) {
        action.run();
      }
    }
  }
}
