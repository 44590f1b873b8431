package org.alexnetstudio.ui.shell;

import java.util.List;
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

  List<Command> ofTraining() {
    return List.of(start, pause, stop, resumeRun);
  }

  List<Command> ofTimeline() {
    return List.of(first, back, play, forward, live);
  }
}
