package org.alexnetstudio.session;

import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code run.json} true while the run goes on. */
final class RunInfoKeeper implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(RunInfoKeeper.class);

  private final RunFolder run;

  RunInfoKeeper(RunFolder run) {
    this.run = run;
  }

  /** Everything in run.json can be read off the events too, so a failure does not end the run. */
  @Override
  public void accept(RunEvent event) {
    try {
      if (event instanceof ValidationEvent e && e.best()) {
        run.updateInfo(run.info().withBest(e.epoch(), e.loss(), e.top1()));
      } else if (event instanceof EndEvent e) {
        run.updateInfo(run.info().withState(state(e), e.message()));
      }
    } catch (StudioException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private static RunState state(EndEvent event) {
    return switch (event.reason()) {
      case COMPLETED -> RunState.COMPLETED;
      case STOPPED -> RunState.STOPPED;
      case DIVERGED -> RunState.DIVERGED;
      case FAILED -> RunState.FAILED;
    };
  }
}
