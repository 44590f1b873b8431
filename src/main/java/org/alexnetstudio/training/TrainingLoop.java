package org.alexnetstudio.training;

import ai.djl.engine.EngineException;
import java.util.Locale;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.experiment.TrainingSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.TrainingState;

/**
 * Trains a network (paper, section 5). It runs on the compute thread; others reach it through
 * {@link TrainingControl}.
 */
public final class TrainingLoop {
  /** How long interactive work waits at most while the training is held. */
  private static final int PAUSE_MILLIS = 20;

  private static final int MEGA = 1_000_000;

  private final TrainingInput input;
  private final Experiment experiment;
  private final TrainingSpec spec;
  private final Network network;
  private final Replicas replicas;
  private final TrainingStep step;
  private final Validator validator;
  private final CheckpointKeeper checkpoints;
  private final Snapshots snapshots;
  private final ValidationWatch validationWatch;
  private final ProgressEvents events;
  private final TrainingControl control;
  private final Runnable betweenSteps;
  private final int stepsPerEpoch;
  private final Progress progress;
  private final LearningRate learningRate;

  /** The learning rate of the latest step. */
  private double rate;

  /**
   * A training that starts or goes on at {@code state}; network and optimizer hold that state's
   * weights and velocities.
   *
   * @param replicas of the network on further devices; they get its weights
   * @param snapshots called before the first step, after every n-th, and at the end
   * @param validationWatch shown each validation
   * @param betweenSteps called after each step, and in what takes long between two, on this thread:
   *     the time for interactive work
   */
  public TrainingLoop(
      TrainingInput input,
      Network network,
      Replicas replicas,
      MomentumSgd optimizer,
      TrainingState state,
      CheckpointKeeper checkpoints,
      Snapshots snapshots,
      ValidationWatch validationWatch,
      EventSink events,
      TrainingControl control,
      Runnable betweenSteps) {
    this.input = input;
    this.experiment = input.experiment();
    this.spec = experiment.training();
    this.network = network;
    this.replicas = replicas;
    this.step = new TrainingStep(network, replicas, optimizer);
    this.checkpoints = checkpoints;
    this.snapshots = snapshots;
    this.validationWatch = validationWatch;
    this.control = control;
    this.betweenSteps = betweenSteps;
    this.validator = new Validator(input, network, validationWatch);
    this.progress = new Progress(state);
    this.events = new ProgressEvents(progress, spec.epochs(), events);
    this.stepsPerEpoch = BatchLoader.stepsPerEpoch(input.images().training().length, spec.batch());
    this.learningRate = new LearningRate(spec.schedule(), spec.epochs(), stepsPerEpoch, progress);
    this.rate = learningRate.current();
    control.setLearningRateFactor(progress.learningRateFactor);
  }

  /**
   * Trains to the last epoch, a stop, or a divergence; the end event is always sent.
   *
   * @throws StudioException where the work fails; what was saved before stays
   */
  public EndReason run() throws StudioException {
    EndReason reason = EndReason.FAILED;
    String message = "";
    try {
      events.start(stepsPerEpoch, input, replicas.deviceNames(network));
      if (progress.step == 0) {
        if (experiment.initial() != null) {
          // From here on the run needs the model no more, whatever becomes of it.
          save(false, progress.epoch);
        }
        snapshots.take(0, progress.epoch);
      }
      EndReason trained = trainEpochs();
      snapshots.take(progress.step, events.currentEpoch());
      reason = trained;
      return reason;
    } catch (DivergedException e) {
      reason = EndReason.DIVERGED;
      message = String.valueOf(e.getMessage());
      throw e.toStudioException();
    } catch (EngineException | OutOfMemoryError e) {
      message = String.valueOf(e.getMessage());
      throw failed(e);
    } catch (StudioException | RuntimeException e) {
      message = String.valueOf(e.getMessage());
      throw e;
    } finally {
      events.end(reason, message);
    }
  }

  private StudioException failed(Throwable e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is given");
    String what = "The training failed in step " + (progress.step + 1);
    return ComputeDevice.ranOutOfMemory(e)
        ? StudioException.failed(what, "memory ran out (" + reason + ")", smallerBatch(), e)
        : StudioException.failed(
            what, reason, "Resume the run; if that fails too, report this with its log.", e);
  }

  private String smallerBatch() {
    LayerTable table = LayerTable.of(network.spec());
    int devices = 1 + replicas.networks().size();
    // On each device; they share the batch.
    int batch = (spec.batch() + devices - 1) / devices;
    int smaller = table.batchWithin(network.device().memory(), batch);
    return String.format(
        Locale.ROOT,
        "With %d images in a step (training.batch) this network takes about %,d MB and more, with"
            + " %d about %,d MB. Lower the batch, or end other programs, and train again.",
        spec.batch(),
        table.trainingBytes(batch) / MEGA,
        smaller * devices,
        table.trainingBytes(smaller) / MEGA);
  }

  private EndReason trainEpochs() throws StudioException {
    while (progress.epoch <= spec.epochs()) {
      if (!trainEpoch() || !finishEpoch()) {
        save(false, progress.epoch);
        return EndReason.STOPPED;
      }
    }
    return EndReason.COMPLETED;
  }

  /** Trains what is left of the current epoch; false where it was stopped. */
  private boolean trainEpoch() throws StudioException {
    try (BatchLoader loader =
        BatchLoader.training(
            input.images(),
            input.normaliser(),
            input.statistics(),
            experiment.data().augment(),
            spec.batch(),
            experiment.seed(),
            progress.epoch,
            progress.stepInEpoch,
            BatchLoader.defaultWorkers())) {
      long before = System.nanoTime();
      while (progress.stepInEpoch < stepsPerEpoch) {
        if (!mayGoOn()) {
          return false;
        }
        rate = learningRate.current();
        Metrics metrics;
        try (BatchLoader.Batch batch = loader.next()) {
          if (batch == null) {
            throw new IllegalStateException("the loader ended before the epoch");
          }
          DropoutMasks masks =
              DropoutMasks.ofStep(experiment.seed(), progress.epoch, progress.stepInEpoch);
          metrics = step.run(batch.images(), batch.labels(), masks, rate);
        }
        if (!Double.isFinite(metrics.loss())) {
          throw diverged("the loss of step " + (progress.step + 1));
        }
        progress.step++;
        progress.stepInEpoch++;
        progress.metrics.add(metrics);
        long after = System.nanoTime();
        events.step(metrics, rate, metrics.images() * 1e9 / (after - before));
        before = after;
        if (progress.step % experiment.monitor().everySteps() == 0) {
          betweenSteps.run();
          snapshots.take(progress.step, progress.epoch);
        }
        if (progress.stepInEpoch < stepsPerEpoch && checkpoints.due(progress.step)) {
          save(false, progress.epoch);
        }
        betweenSteps.run();
      }
    }
    return true;
  }

  /**
   * Validation, schedule and checkpoint at the end of an epoch; false where it was stopped, then
   * the epoch is finished after the next start.
   */
  private boolean finishEpoch() throws StudioException {
    Metrics trained = progress.metrics;
    Metrics measured = trained;
    boolean validates = input.images().validation().length > 0;
    if (validates) {
      measured = validator.validate(betweenSteps, control);
      if (control.stopped()) {
        return false;
      }
    }
    events.trained(trained);
    if (!Double.isFinite(measured.loss())) {
      throw diverged("the validation loss after step " + progress.step);
    }
    boolean best = measured.top1() > progress.bestTop1;
    if (best) {
      progress.bestTop1 = measured.top1();
      progress.bestEpoch = progress.epoch;
    }
    if (validates) {
      events.validated(measured, best);
      validationWatch.end(progress.step);
    }
    double before = learningRate.current();
    if (learningRate.adapt(1 - measured.top1())) {
      events.learningRate(before, learningRate.current());
    }
    progress.epoch++;
    progress.stepInEpoch = 0;
    progress.metrics = new Metrics();
    save(best, progress.epoch - 1);
    betweenSteps.run();
    return true;
  }

  /** The weights can be lost before a loss shows it: they must not take the place of sound ones. */
  private void save(boolean best, int epoch) throws StudioException {
    if (!network.isFinite()) {
      throw diverged("a weight after step " + progress.step);
    }
    checkpoints.save(progress, best, epoch, betweenSteps);
  }

  private DivergedException diverged(String quantity) {
    return new DivergedException(quantity, progress.epoch, rate, spec.schedule().initial());
  }

  /** Reads the flags; waits out a pause, serving interactive work; false at a stop. */
  private boolean mayGoOn() {
    try {
      while (control.paused() && !control.stopped()) {
        betweenSteps.run();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (control.learningRateFactor() != progress.learningRateFactor) {
      double before = learningRate.current();
      progress.learningRateFactor = control.learningRateFactor();
      events.learningRate(before, learningRate.current());
    }
    return !control.stopped();
  }
}
