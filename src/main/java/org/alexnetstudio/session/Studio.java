package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.run.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * What a window asks of the core: one training at a time, runs to follow, and questions to the
 * network. Every method returns at once; the work is done by threads of this room.
 */
public final class Studio implements AutoCloseable {
  private final AppFolders folders;
  private final ComputeThread compute = new ComputeThread("compute");
  private final ExecutorService background =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final LiveNetwork network = new LiveNetwork(compute, background);

  private volatile @Nullable Training training;

  /** Caches images and engine in {@code folders}. */
  public Studio(AppFolders folders) {
    this.folders = folders;
  }

  /**
   * Prepares and trains.
   *
   * @param runs the folder that the run's folder is made in
   * @throws IllegalStateException where a training is under way
   */
  public Training start(Experiment experiment, Path runs, RunListener listener) {
    return begin(activity -> TrainingJob.start(experiment, runs, folders, activity), listener);
  }

  /**
   * Goes on with a run at its latest checkpoint.
   *
   * @throws IllegalStateException where a training is under way
   */
  public Training resume(Path run, RunListener listener) {
    return begin(activity -> TrainingJob.resume(run, "latest", folders, activity), listener);
  }

  private synchronized Training begin(Training.Preparation preparation, RunListener listener) {
    if (training != null) {
      throw new IllegalStateException("a training is under way");
    }
    Training started = new Training(listener);
    training = started;
    background.execute(() -> carryOut(started, preparation, listener));
    return started;
  }

  private void carryOut(Training started, Training.Preparation preparation, RunListener listener) {
    RunOutcome outcome;
    try (TrainingJob job =
        preparation.prepare(new Activity(listener::preparing, started::stopRequested))) {
      network.follow(job);
      try {
        started.run(job, compute);
        outcome = new RunOutcome(RunOutcome.Kind.ENDED, null);
      } finally {
        network.open(job.run().path());
      }
    } catch (CancellationException e) {
      outcome = new RunOutcome(RunOutcome.Kind.CANCELLED, null);
    } catch (ExecutionException e) {
      outcome = new RunOutcome(RunOutcome.Kind.FAILED, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = new RunOutcome(RunOutcome.Kind.CANCELLED, null);
    } catch (Exception | Error e) {
      outcome = new RunOutcome(RunOutcome.Kind.FAILED, e);
    }
    training = null;
    started.end(outcome);
  }

  /** The training under way; null where there is none. */
  public @Nullable Training training() {
    return training;
  }

  /**
   * Reads a run from its beginning and goes on as long as another process writes to it.
   *
   * @return ends the following
   */
  public AutoCloseable follow(Path run, RunListener listener) {
    RunFollower follower = new RunFollower(run, listener);
    background.execute(follower);
    return follower;
  }

  /** Reads a kept snapshot of a run. */
  public CompletableFuture<Snapshot> snapshot(Path run, int step) {
    return Work.submit(() -> RunFolder.open(run).timeline().read(step), background);
  }

  /**
   * The central square of an image file, upright, of any kind that trainings read.
   *
   * @param side of the square in pixels, 8 to 4096
   */
  public CompletableFuture<Picture> thumbnail(Path image, int side) {
    return Work.submit(() -> Thumbnail.of(image, side), background);
  }

  /** The network that answers questions. */
  public LiveNetwork network() {
    return network;
  }

  /** Stops what is under way; does not wait for it. */
  @Override
  public void close() {
    Training last = training;
    if (last != null) {
      last.stop();
    }
    background.shutdownNow();
    compute.close();
  }
}
