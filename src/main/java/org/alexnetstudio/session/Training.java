package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training under way, from its preparation to its end. Any thread may call its methods. */
public final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final RunListener listener;
  private final CompletableFuture<RunOutcome> ended = new CompletableFuture<>();
  private boolean stopRequested;
  private volatile boolean stopAfterCheckpoint;
  private @Nullable TrainingJob job;

  Training(RunListener listener) {
    this.listener = listener;
  }

  /** Holds it after the current step. */
  public synchronized void pause() {
    if (job != null) {
      job.control().pause();
    }
  }

  /** Goes on after a pause. */
  public synchronized void resume() {
    if (job != null) {
      job.control().resume();
    }
  }

  /** Whether it is held. */
  public synchronized boolean paused() {
    return job != null && job.control().paused();
  }

  /** Ends it after the current step, with a checkpoint; in preparation, at once. */
  public synchronized void stop() {
    stopRequested = true;
    if (job != null) {
      job.control().stop();
    }
  }

  /** Lets it go on until its next checkpoint is saved, and ends it then. */
  public void stopAfterNextCheckpoint() {
    stopAfterCheckpoint = true;
    resume();
  }

  /** Multiplies the schedule's learning rate from the next step on; above 0 up to 1000. */
  public synchronized void setLearningRateFactor(double factor) {
    if (job != null) {
      job.control().setLearningRateFactor(factor);
    }
  }

  /** The factor on the schedule's learning rate. */
  public synchronized double learningRateFactor() {
    return job == null ? 1 : job.control().learningRateFactor();
  }

  /**
   * Adds an image to the probes of this training, from its next snapshot on; the experiment stays
   * as it is. Decodes it on the thread that calls.
   *
   * @throws StudioException where it is no usable image, or the training is not prepared yet
   */
  public void pin(Path image) throws StudioException {
    TrainingJob prepared = job();
    if (prepared == null) {
      throw StudioException.badInput(
          "The image " + image + " can't be pinned yet",
          "the images of the training are still being prepared",
          "Pin it again when the training has begun.");
    }
    prepared.pin(image);
  }

  /** Completes after the listener's last call; never exceptionally. */
  public CompletableFuture<RunOutcome> ended() {
    return ended;
  }

  synchronized boolean stopRequested() {
    return stopRequested;
  }

  synchronized @Nullable TrainingJob job() {
    return job;
  }

  /** From here on the job hears of what was asked, also before. */
  synchronized void connect(TrainingJob prepared) {
    job = prepared;
    if (stopRequested) {
      prepared.control().stop();
    }
  }

  /** Trains and waits; the listener hears all of it, and questions go to this training. */
  void run(TrainingJob prepared, ComputeThread compute, LiveNetwork network) throws Exception {
    connect(prepared);
    network.follow(prepared);
    listener.opened(prepared.details());
    tellBefore(prepared);
    Future<?> training =
        compute.train(
            prepared,
            event -> {
              event(prepared, event);
              // Here, where no question can come in between, as the network that learns goes.
              if (event instanceof EndEvent && !prepared.run().checkpoints().list().isEmpty()) {
                network.open(prepared.run().path());
              }
            },
            snapshot -> {
              listener.snapshot(snapshot);
              listener.timeline(prepared.run().timeline().steps());
            });
    training.get();
  }

  /** A run that goes on is shown from its beginning, with the last pictures that it left. */
  private void tellBefore(TrainingJob prepared) throws StudioException {
    for (RunEvent event : prepared.before()) {
      listener.event(event);
    }
    prepared.run().timeline().newest().ifPresent(listener::snapshot);
  }

  private void event(TrainingJob prepared, RunEvent event) {
    listener.event(event);
    if (event instanceof StartEvent) {
      // A training that goes back has removed later ones.
      listener.timeline(prepared.run().timeline().steps());
    }
    if (stopAfterCheckpoint && event instanceof CheckpointEvent) {
      stop();
    }
  }

  void end(RunOutcome outcome) {
    try {
      listener.ended(outcome);
    } catch (RuntimeException e) {
      // Who waits for the end must hear of it all the same.
      LOG.error("The end of the run could not be shown", e);
    }
    ended.complete(outcome);
  }

  /** Makes the job; may take long. */
  @FunctionalInterface
  interface Preparation {
    TrainingJob prepare(Activity activity) throws StudioException;
  }
}
