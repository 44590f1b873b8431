package org.alexnetstudio.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.SnapshotSink;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentWriter;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.Checkpoint;
import org.alexnetstudio.run.EventWriter;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunInfo;
import org.alexnetstudio.run.RunLock;
import org.alexnetstudio.run.RunState;
import org.alexnetstudio.run.TrainingState;
import org.alexnetstudio.training.CheckpointKeeper;
import org.alexnetstudio.training.MomentumSgd;
import org.alexnetstudio.training.Replicas;
import org.alexnetstudio.training.Snapshots;
import org.alexnetstudio.training.TrainingControl;
import org.alexnetstudio.training.TrainingInput;
import org.alexnetstudio.training.TrainingLoop;
import org.jspecify.annotations.Nullable;

/** One training from its preparation to its end, in a run folder of its own. */
public final class TrainingJob implements AutoCloseable {
  private final RunFolder run;
  private final RunLock lock;
  private final TrainingInput input;
  private final TrainingControl control = new TrainingControl();
  private final @Nullable Checkpoint checkpoint;

  /** There where it starts from a model. */
  private final @Nullable InitialModel initial;

  private final Probes probes;

  /** There while it trains. */
  private volatile @Nullable Classifier live;

  /** There while it trains. */
  private volatile @Nullable WeightUpdates weightUpdates;

  private volatile int step;

  private TrainingJob(
      RunFolder run, RunLock lock, Beginning beginning, @Nullable Checkpoint checkpoint) {
    this.run = run;
    this.lock = lock;
    this.input = beginning.input();
    this.initial = beginning.initial();
    this.checkpoint = checkpoint;
    this.probes = new Probes(input.experiment());
  }

  /**
   * Prepares the data of a new run and then makes its folder, so that bad input leaves nothing
   * behind.
   *
   * @param runs the folder that the run's folder is made in
   */
  public static TrainingJob start(
      Experiment experiment, Path runs, AppFolders folders, Activity activity)
      throws StudioException {
    // What can be said at once is not said after an hour of preparation.
    RunFolder.checkWritable(runs);
    ComputeDevice.open(experiment.training().engine(), experiment.training().device());
    Beginning beginning = Beginning.of(experiment, folders, activity);
    TrainingInput input = beginning.input();
    Experiment resolved = input.experiment();
    try {
      RunFolder run =
          RunFolder.create(
              runs,
              resolved.name(),
              ExperimentWriter.write(resolved),
              RunInfo.starting(
                  resolved.seed(),
                  Versions.all(),
                  resolved.training().device(),
                  input.images().classNames()));
      return new TrainingJob(run, run.lock(), beginning, null);
    } catch (StudioException | RuntimeException e) {
      input.images().close();
      throw e;
    }
  }

  /**
   * Takes up a run where its checkpoint left it.
   *
   * @param checkpointName such as {@code latest}, {@code best} or {@code step-00001200}
   */
  public static TrainingJob resume(
      Path folder, String checkpointName, AppFolders folders, Activity activity)
      throws StudioException {
    return resume(folder, checkpointName, null, folders, activity);
  }

  /**
   * Takes up a run where its checkpoint left it, and gives it another number of epochs: it goes on
   * as an experiment with that many would from there, also in its schedule.
   *
   * @param epochs how many the run is to have in all; null: as many as it was to have
   */
  public static TrainingJob resume(
      Path folder,
      String checkpointName,
      @Nullable Integer epochs,
      AppFolders folders,
      Activity activity)
      throws StudioException {
    RunFolder run = RunFolder.open(folder);
    RunLock lock = run.lock();
    boolean handedOver = false;
    try {
      Checkpoint checkpoint =
          run.checkpoints().list().isEmpty() ? null : run.checkpoints().named(checkpointName);
      Experiment experiment = Beginning.experiment(run, checkpoint, epochs);
      Beginning beginning =
          checkpoint == null
              ? Beginning.of(experiment, folders, activity)
              : Beginning.of(checkpoint, run.path(), experiment, folders, activity);
      handedOver = true;
      return new TrainingJob(run, lock, beginning, checkpoint).resumedFor(epochs);
    } finally {
      if (!handedOver) {
        lock.close();
      }
    }
  }

  private TrainingJob resumedFor(@Nullable Integer epochs) throws StudioException {
    if (epochs != null) {
      try {
        run.replaceExperiment(ExperimentWriter.write(input.experiment()));
      } catch (StudioException e) {
        close();
        throw e;
      }
    }
    return this;
  }

  /** Whether the last epoch is done already. */
  public boolean finished() {
    return checkpoint != null
        && checkpoint.state().epoch() > input.experiment().training().epochs();
  }

  /** The run's folder. */
  public RunFolder run() {
    return run;
  }

  /** The images and what was found out about them. */
  public TrainingInput input() {
    return input;
  }

  /** Steps finished so far. */
  int step() {
    return step;
  }

  /** What stands fixed from now on. */
  RunDetails details() throws StudioException {
    return new RunDetails(
        run.path(),
        input.experiment(),
        input.images().classNames(),
        run.info().created(),
        input.images().rejected().stream()
            .map(image -> image.image() + ": " + image.reason())
            .toList());
  }

  /** What happened in the run before this job. */
  List<RunEvent> before() throws StudioException {
    return run.tailEvents().next();
  }

  /** Stop, pause, learning rate. */
  public TrainingControl control() {
    return control;
  }

  /**
   * Adds an image to the probes of this training, from its next snapshot on; the experiment stays
   * as it is. Any thread may call it; it decodes the image.
   *
   * @throws StudioException where it is no usable image
   */
  public void pin(Path image) throws StudioException {
    probes.pin(image);
  }

  /**
   * The network that learns, as it is at the moment; null before and after. Only the compute thread
   * may ask it anything.
   */
  @Nullable Classifier live() {
    return live;
  }

  /** What the last step did to the weights; null where no step can have been done. */
  @Nullable WeightUpdates weightUpdates() {
    return weightUpdates;
  }

  /**
   * Trains to the end, on the thread that calls it, which must be the compute thread.
   *
   * @param sink gets every event after the run's own log
   * @param snapshots gets every snapshot after the run's own timeline
   * @param betweenSteps called after each step
   */
  EndReason train(EventSink sink, SnapshotSink snapshots, Runnable betweenSteps)
      throws StudioException {
    Experiment experiment = input.experiment();
    List<ComputeDevice> devices =
        ComputeDevice.openAll(experiment.training().engine(), experiment.training().device());
    try (Network network = Network.build(experiment.network(), devices.get(0), experiment.seed());
        Replicas replicas = Replicas.build(experiment.network(), devices);
        EventWriter log = run.appendEvents();
        LiveTensorBoard board =
            new LiveTensorBoard(run.tensorBoard(), experiment.monitor().tensorboard())) {
      // run.json first: it still hears how the run ended where the log's disk is full.
      EventSink events =
          EventSink.all(new RunInfoKeeper(run), log, board, event -> step = event.step(), sink);
      Classifier classifier =
          new Classifier(
              network, input.normaliser(), experiment.data().resize(), input.images().classNames());
      int everySteps = experiment.monitor().everySteps();
      SnapshotTaker taker =
          new SnapshotTaker(
              classifier,
              probes,
              run.timeline(),
              everySteps,
              events,
              SnapshotSink.all(board, snapshots));
      TrainingLoop loop = loop(network, replicas, log, taker, events, betweenSteps);
      live = classifier;
      return loop.run();
    } catch (IOException e) {
      throw unwritable(e, e);
    } catch (UncheckedIOException e) {
      throw unwritable(Objects.requireNonNull(e.getCause()), e);
    } finally {
      live = null;
      weightUpdates = null;
    }
  }

  /** The loop with the weights and velocities that it starts from. */
  private TrainingLoop loop(
      Network network,
      Replicas replicas,
      EventWriter log,
      Snapshots snapshots,
      EventSink events,
      Runnable betweenSteps)
      throws StudioException {
    Experiment experiment = input.experiment();
    try {
      MomentumSgd optimizer =
          MomentumSgd.create(
              network, experiment.training().optimizer(), experiment.learningRateScales());
      TrainingState state = TrainingState.START;
      if (checkpoint != null) {
        StoredNetwork.loadModel(checkpoint.modelFile(), network);
        StoredNetwork.loadOptimizer(checkpoint.optimizerFile(), network, optimizer);
        state = checkpoint.state();
      } else if (initial != null) {
        initial.load(network, Objects.requireNonNull(experiment.initial()));
      }
      run.timeline().goBackTo(state.step());
      run.peaks().goBackTo(state.step());
      run.updateInfo(
          run.info()
              .resumedOn(replicas.deviceNames(network), Versions.with(network.device()))
              .withBestOf(state));
      ModelSidecar sidecar =
          new ModelSidecar(
              experiment, input.images().classNames(), input.images().fingerprint(), 0);
      CheckpointKeeper keeper =
          new CheckpointKeeper(
              run.checkpoints(),
              experiment.training().checkpoint(),
              sidecar,
              network,
              input.normaliser(),
              optimizer,
              log,
              events);
      weightUpdates = new WeightUpdates(experiment.network(), optimizer, this::step);
      return new TrainingLoop(
          input,
          network,
          replicas,
          optimizer,
          state,
          keeper,
          snapshots,
          new PeakKeeper(network, input.images(), run.peaks()),
          events,
          control,
          betweenSteps);
    } catch (StudioException e) {
      // The loop tells how it ended; before it is there nobody else does.
      run.updateInfo(run.info().withState(RunState.FAILED, e.what() + ": " + e.why()));
      throw e;
    }
  }

  private StudioException unwritable(IOException why, Exception e) {
    return StudioException.badInput(
        "The run " + run.path() + " can't be written",
        IoReason.of(why),
        "Make room on its disk, or make the folder writable, then resume.",
        e);
  }

  @Override
  public void close() {
    input.images().close();
    lock.close();
  }
}
