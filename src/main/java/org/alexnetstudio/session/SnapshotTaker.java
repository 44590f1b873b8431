package org.alexnetstudio.session;

import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.SnapshotSink;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.run.Timeline;
import org.alexnetstudio.training.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the snapshots of one training: into the event log, the run's timeline, and a listener. */
final class SnapshotTaker implements Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);

  private final Classifier classifier;
  private final Probes probes;
  private final Timeline timeline;
  private final int everySteps;
  private final EventSink events;
  private final SnapshotSink sink;
  private int last = -1;
  private boolean warned;

  SnapshotTaker(
      Classifier classifier,
      Probes probes,
      Timeline timeline,
      int everySteps,
      EventSink events,
      SnapshotSink sink) {
    this.classifier = classifier;
    this.probes = probes;
    this.timeline = timeline;
    this.everySteps = everySteps;
    this.events = events;
    this.sink = sink;
  }

  @Override
  public void take(int step, int epoch) throws StudioException {
    if (step == last) {
      return;
    }
    last = step;
    List<ProbeSnapshot> seen = classifier.probe(probes.all());
    long now = System.currentTimeMillis();
    for (ProbeSnapshot probe : seen) {
      events.accept(new ProbeEvent(now, step, epoch, probe.image(), probe.top()));
    }
    Snapshot snapshot = new Snapshot(now, step, epoch, classifier.filters(), seen);
    keep(snapshot);
    sink.accept(snapshot);
  }

  /**
   * The training goes on without them: on a full disk, the next checkpoint tells what to do. Where
   * the whole folder is gone it ends now: nothing that it learns could be kept.
   */
  private void keep(Snapshot snapshot) throws StudioException {
    timeline.checkThere();
    try {
      timeline.save(snapshot, everySteps);
    } catch (StudioException e) {
      if (!warned) {
        LOG.warn("{} The training goes on without them.", e.getMessage());
      }
      warned = true;
    }
  }
}
