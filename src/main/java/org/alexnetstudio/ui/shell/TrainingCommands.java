package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.function.Supplier;
import org.alexnetstudio.ui.fx.Command;

/** What can be done with a training, and with the timeline. */
record TrainingCommands(
    Command start,
    Command pause,
    Command stop,
    Command resumeRun,
    Command first,
    Command back,
    Command play,
    Command forward,
    Command live) {

  /** Commands over the training and the timeline of {@code model}. */
  static TrainingCommands of(StudioModel model, Supplier<Actions> actions, Runnable play) {
    String training = "Training";
    String timeline = "Timeline";
    return new TrainingCommands(
        new Command(training, "Start", "Shortcut+Enter", () -> actions.get().start()),
        new Command(training, "Pause", "Space", model::pauseOrResume),
        new Command(training, "Stop", "Shortcut+Period", model::stop),
        new Command(
            training, "Resume run", "Shortcut+Shift+Enter", () -> actions.get().resumeRun()),
        new Command(timeline, "First snapshot", "Home", () -> model.run().get().scrubTo(0)),
        new Command(timeline, "Snapshot before", "Left", () -> model.run().get().scrubBy(-1)),
        new Command(timeline, "Play snapshots", "Shift+P", play),
        new Command(timeline, "Snapshot after", "Right", () -> model.run().get().scrubBy(1)),
        new Command(timeline, "Go live", "L", () -> model.run().get().goLive()));
  }

  /** Takes those away that can't be done now. */
  void enable(Phase phase, boolean broken) {
    boolean runs = phase == Phase.TRAINING || phase == Phase.PAUSED;
    start.disabled().set(phase.trains() || broken);
    pause.disabled().set(!runs);
    stop.disabled().set(!runs && phase != Phase.PREPARING);
    resumeRun.disabled().set(!phase.resumable());
  }

  List<Command> ofTraining() {
    return List.of(start, pause, stop, resumeRun);
  }

  List<Command> ofTimeline() {
    return List.of(first, back, play, forward, live);
  }
}
