package org.alexnetstudio.training;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.experiment.CheckpointSpec;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.CheckpointData;
import org.alexnetstudio.run.Checkpoints;
import org.alexnetstudio.run.EventWriter;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.run.TrainingState;
import org.alexnetstudio.weights.TensorSource;
import org.jspecify.annotations.Nullable;

/** Saves the training's state into the run folder, and knows when it is time to. */
public final class CheckpointKeeper {
  private final Checkpoints checkpoints;
  private final CheckpointSpec spec;
  private final ModelSidecar sidecar;
  private final Network network;
  private final Normaliser normaliser;
  private final MomentumSgd optimizer;
  private final EventWriter log;
  private final EventSink events;
  private long lastSaved = System.nanoTime();
  private @Nullable TrainingState lastState;

  /**
   * Saves what {@code network} and {@code optimizer} hold at the time of saving.
   *
   * @param log on the disk before each checkpoint, so that no checkpoint is ahead of it
   */
  public CheckpointKeeper(
      Checkpoints checkpoints,
      CheckpointSpec spec,
      ModelSidecar sidecar,
      Network network,
      Normaliser normaliser,
      MomentumSgd optimizer,
      EventWriter log,
      EventSink events) {
    this.checkpoints = checkpoints;
    this.spec = spec;
    this.sidecar = sidecar;
    this.network = network;
    this.normaliser = normaliser;
    this.optimizer = optimizer;
    this.log = log;
    this.events = events;
  }

  /** Whether so many steps or minutes have gone by that a save is due within an epoch. */
  boolean due(int step) {
    double minutes = (System.nanoTime() - lastSaved) / 60e9;
    return (spec.everySteps() > 0 && step % spec.everySteps() == 0)
        || (spec.everyMinutes() > 0 && minutes >= spec.everyMinutes());
  }

  /**
   * Saves, where the state has changed since the last save.
   *
   * @param epoch in which it happens
   * @param betweenTensors called before each tensor: large ones take as long to write as a step
   */
  void save(Progress progress, boolean best, int epoch, Runnable betweenTensors)
      throws StudioException {
    TrainingState state = progress.toState();
    if (state.equals(lastState) && !best) {
      return;
    }
    List<TensorSource> model = new ArrayList<>();
    List<TensorSource> velocities = new ArrayList<>();
    for (String name : network.parameterNames()) {
      long[] shape = network.parameterShape(name);
      model.add(source(name, shape, () -> network.read(name), betweenTensors));
      velocities.add(source(name, shape, () -> optimizer.velocity(name), betweenTensors));
    }
    model.addAll(ModelTensors.of(normaliser));
    forceLog();
    checkpoints.save(
        new CheckpointData(state, sidecar.at(progress.step).toJson(), model, velocities),
        best,
        spec.keep());
    lastSaved = System.nanoTime();
    lastState = state;
    events.accept(
        new CheckpointEvent(
            System.currentTimeMillis(), progress.step, epoch, best ? "best" : "latest"));
  }

  private static TensorSource source(
      String name, long[] shape, Supplier<FloatBuffer> numbers, Runnable before) {
    return new TensorSource(
        name,
        shape,
        () -> {
          before.run();
          return numbers.get();
        });
  }

  private void forceLog() throws StudioException {
    try {
      log.force();
    } catch (IOException e) {
      throw StudioException.badInput(
          "The event log can't be written",
          IoReason.of(e),
          "Make room on the run's disk, then resume.",
          e);
    }
  }
}
