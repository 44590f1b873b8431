package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.RunFollowing;
import org.alexnetstudio.session.RunListener;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.session.Training;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** The run that the window shows, and the training under way. No nodes. */
public final class StudioModel {
  private final Studio studio;
  private final Consumer<Throwable> problems;
  private final ReadOnlyObjectWrapper<ShownRun> run = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
  private final ReadOnlyBooleanWrapper trains = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Path> model = new ReadOnlyObjectWrapper<>();

  private @Nullable Training training;
  private @Nullable RunFollowing following;
  private CompletableFuture<RunOutcome> ended = new CompletableFuture<>();
  private @Nullable CheckpointEvent checkpoint;
  private boolean stopping;

  /**
   * Shows no run yet.
   *
   * @param problems told of errors that the user must hear of, on the JavaFX thread
   */
  public StudioModel(Studio studio, Consumer<Throwable> problems) {
    this.studio = studio;
    this.problems = problems;
    run.set(newRun());
  }

  private ShownRun newRun() {
    ShownRun fresh = new ShownRun(this::readSnapshot);
    fresh.revision().addListener((value, before, now) -> updatePhase());
    fresh.outcome().addListener((value, before, now) -> ended(fresh, now));
    fresh.problem().addListener((value, before, now) -> report(now));
    return fresh;
  }

  private CompletableFuture<Snapshot> readSnapshot(RunDetails details, int step) {
    return studio.snapshot(details.folder(), step);
  }

  private void report(@Nullable Throwable problem) {
    if (problem != null) {
      problems.accept(problem);
    }
  }

  /** Prepares and trains a new run. */
  public void start(Experiment wanted, Path runs) {
    train(listener -> studio.start(wanted, runs, listener));
  }

  private void train(Function<RunListener, Training> begin) {
    ShownRun fresh = newRun();
    show(fresh, null);
    training = begin.apply(fresh.listener());
    ended = new CompletableFuture<>();
    updatePhase();
  }

  /** Goes on with the run that is shown. */
  public void resumeRun() {
    RunDetails details = run.get().details().get();
    if (details != null && phase.get().resumable()) {
      train(listener -> studio.resume(details.folder(), listener));
    }
  }

  /**
   * Shows a run of the disk, and follows it where another process writes it. What was shown stays
   * where the folder is none of a run.
   */
  public void open(Path folder) {
    ShownRun fresh = newRun();
    RunFollowing follower = studio.follow(folder, fresh.listener());
    fresh
        .details()
        .addListener(
            (value, before, now) -> {
              if (training == null) {
                show(fresh, follower);
                openModel(folder);
                updatePhase();
              } else {
                follower.close();
              }
            });
    fresh.revision().addListener((value, before, now) -> openNewest(fresh, folder));
  }

  /** As long as another process trains, questions go to its newest checkpoint. */
  private void openNewest(ShownRun which, Path folder) {
    CheckpointEvent newest = which.history().checkpoint();
    boolean watched = which == run.get() && phase.get() == Phase.WATCHING;
    if (watched && newest != null && !newest.equals(checkpoint)) {
      checkpoint = newest;
      studio.network().open(folder);
    }
  }

  /** Questions go to this model from now on, where nothing trains. */
  public void openModel(Path path) {
    studio.network().open(path);
    tellModel(path);
  }

  /**
   * Questions go to these weights from now on, while a training goes on in its place.
   *
   * @param weights a checkpoint's folder; null: those of the training
   */
  public void lookAt(@Nullable Path weights) {
    if (weights == null) {
      studio.network().lookAtTraining();
    } else if (training == null) {
      openModel(weights);
    } else {
      studio.network().lookAt(weights);
    }
  }

  private void tellModel(Path path) {
    // Set anew although it is the same path: its weights may have changed.
    model.set(null);
    model.set(path);
  }

  private void show(ShownRun fresh, @Nullable RunFollowing follower) {
    run.get().close();
    if (following != null) {
      following.close();
    }
    following = follower;
    stopping = false;
    run.set(fresh);
  }

  /** Holds the training, or lets it go on. */
  public void pauseOrResume() {
    if (training != null) {
      if (training.paused()) {
        training.resume();
      } else {
        training.pause();
      }
      updatePhase();
    }
  }

  /** Ends the training after the current step, with a checkpoint. */
  public void stop() {
    if (training != null) {
      stopping = true;
      training.stop();
      updatePhase();
    }
  }

  /** Completes when the training under way has ended; at once where there is none. */
  CompletableFuture<RunOutcome> ended() {
    return training == null
        ? CompletableFuture.completedFuture(new RunOutcome(RunOutcome.Kind.ENDED, null))
        : ended;
  }

  /** Lets the training go on to its next checkpoint. */
  CompletableFuture<RunOutcome> stopAfterNextCheckpoint() {
    if (training != null) {
      training.stopAfterNextCheckpoint();
    }
    return ended();
  }

  /** Multiplies the schedule's learning rate. */
  void setLearningRateFactor(double factor) {
    if (training != null) {
      training.setLearningRateFactor(factor);
    }
  }

  double learningRateFactor() {
    return training == null ? 1 : training.learningRateFactor();
  }

  /** Follows an image from now on: in the training under way, else in what is shown. */
  public void pin(Path image) {
    if (training != null) {
      FxThread.whenDone(studio.pin(image), done -> {}, problems);
    } else {
      ShownRun shown = run.get();
      FxThread.whenDone(
          studio.network().probe(image), answer -> shown.addProbe(answer.value()), problems);
    }
  }

  private void ended(ShownRun which, @Nullable RunOutcome outcome) {
    if (outcome == null) {
      return;
    }
    if (which != run.get()) {
      if (which.details().get() == null) {
        report(outcome.problem());
      }
      return;
    }
    boolean trainedHere = training != null;
    lookInto(which);
    training = null;
    stopping = false;
    updatePhase();
    RunDetails details = which.details().get();
    if (trainedHere && details != null && which.history().checkpoint() != null) {
      // Questions go to its checkpoint by now.
      tellModel(details.folder());
    }
    report(outcome.problem());
    ended.complete(outcome);
  }

  /** A run without kept snapshots, as of an older program, is seen by its checkpoint. */
  private void lookInto(ShownRun which) {
    RunDetails details = which.details().get();
    if (details != null && training == null && which.snapshot().get() == null) {
      FxThread.whenDone(
          studio.network().snapshot(details.experiment().monitor().probes()),
          which.listener()::snapshot,
          // Without a checkpoint there is nothing to see, and the panes say what to do.
          ignored -> {});
    }
  }

  private void updatePhase() {
    phase.set(currentPhase());
    trains.set(phase.get().trains());
    run.get().hurry(phase.get() == Phase.PAUSED);
  }

  private Phase currentPhase() {
    ShownRun shown = run.get();
    RunOutcome outcome = shown.outcome().get();
    if (outcome != null) {
      return ofOutcome(outcome, shown.history().end(), shown.details().get());
    }
    if (training != null) {
      if (stopping) {
        return Phase.STOPPING;
      }
      if (shown.details().get() == null) {
        return Phase.PREPARING;
      }
      return training.paused() ? Phase.PAUSED : Phase.TRAINING;
    }
    return following == null ? Phase.IDLE : Phase.WATCHING;
  }

  private static Phase ofOutcome(
      RunOutcome outcome, @Nullable EndEvent end, @Nullable RunDetails details) {
    if (details == null) {
      // Nothing was made, so there is nothing to go on with.
      return Phase.IDLE;
    }
    return switch (outcome.kind()) {
      case CANCELLED -> Phase.STOPPED;
      case KILLED -> Phase.KILLED;
      case FAILED -> Phase.FAILED;
      case ENDED ->
          end == null
              ? Phase.STOPPED
              : switch (end.reason()) {
                case COMPLETED -> Phase.COMPLETED;
                case STOPPED -> Phase.STOPPED;
                case DIVERGED, FAILED -> Phase.FAILED;
              };
    };
  }

  /** The run shown; one that nothing is known of where none was opened. */
  public ReadOnlyObjectProperty<ShownRun> run() {
    return run.getReadOnlyProperty();
  }

  /** Whether a training of this window is under way. */
  public ReadOnlyBooleanProperty training() {
    return trains.getReadOnlyProperty();
  }

  /** What goes on. */
  ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** The model that answers where nothing trains; null where there is none. */
  public ReadOnlyObjectProperty<@Nullable Path> model() {
    return model.getReadOnlyProperty();
  }
}
