package org.alexnetstudio.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.UncheckedIOException;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.ScheduleSpec;
import org.alexnetstudio.experiment.Seeds;
import org.alexnetstudio.experiment.TrainingSpec;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.TrainingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a network (paper, section 5). It runs on the compute thread; others reach it through
 * {@link TrainingControl}.
 */
public final class TrainingLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

  /** How long interactive work waits at most while the training is held. */
  private static final int PAUSE_MILLIS = 20;

  private final TrainingInput input;
  private final Experiment experiment;
  private final TrainingSpec spec;
  private final Network network;
  private final MomentumSgd optimizer;
  private final Validator validator;
  private final CheckpointKeeper checkpoints;
  private final EventSink events;
  private final TrainingControl control;
  private final Runnable betweenSteps;
  private final int stepsPerEpoch;
  private final Progress progress;

  /** The learning rate of the latest step. */
  private double rate;

  /**
   * A training that starts or goes on at {@code state}; network and optimizer hold that state's
   * weights and velocities.
   *
   * @param betweenSteps called after each step, on this thread: the time for interactive work
   */
  public TrainingLoop(
      TrainingInput input,
      Network network,
      MomentumSgd optimizer,
      TrainingState state,
      CheckpointKeeper checkpoints,
      EventSink events,
      TrainingControl control,
      Runnable betweenSteps) {
    this.input = input;
    this.experiment = input.experiment();
    this.spec = experiment.training();
    this.network = network;
    this.optimizer = optimizer;
    this.checkpoints = checkpoints;
    this.events = events;
    this.control = control;
    this.betweenSteps = betweenSteps;
    this.validator = new Validator(input, network);
    this.progress = new Progress(state);
    this.stepsPerEpoch = BatchLoader.stepsPerEpoch(input.images().training().length, spec.batch());
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
      sendStart();
      reason = EndReason.COMPLETED;
      while (progress.epoch <= spec.epochs()) {
        if (!trainEpoch() || !finishEpoch()) {
          reason = EndReason.STOPPED;
          message = "stopped on request";
          save(false, progress.epoch);
          break;
        }
      }
    } catch (DivergedException e) {
      reason = EndReason.DIVERGED;
      message = String.valueOf(e.getMessage());
      throw e.toStudioException();
    } catch (EngineException | OutOfMemoryError e) {
      reason = EndReason.FAILED;
      message = String.valueOf(e.getMessage());
      throw StudioException.failed(
          "The training failed in step " + (progress.step + 1),
          message.lines().findFirst().orElse("the engine gave no reason"),
          "If memory ran out, lower training.batch (now " + spec.batch() + "), then resume.",
          e);
    } catch (StudioException | RuntimeException e) {
      reason = EndReason.FAILED;
      message = String.valueOf(e.getMessage());
      throw e;
    } finally {
      sendEnd(reason, message);
    }
    return reason;
  }

  /** Where the log fails too, as on a full disk, what ended the training is still what is told. */
  private void sendEnd(EndReason reason, String message) {
    try {
      events.accept(
          new EndEvent(
              now(), progress.step, Math.min(progress.epoch, spec.epochs()), reason, message));
    } catch (UncheckedIOException e) {
      if (reason == EndReason.COMPLETED || reason == EndReason.STOPPED) {
        throw e;
      }
      LOG.warn("The end of the run could not be logged: {}", e.getMessage());
    }
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
            loaderWorkers())) {
      long before = System.nanoTime();
      while (progress.stepInEpoch < stepsPerEpoch) {
        if (!mayGoOn()) {
          return false;
        }
        rate = learningRate();
        Metrics metrics;
        try (BatchLoader.Batch batch = loader.next()) {
          if (batch == null) {
            throw new IllegalStateException("the loader ended before the epoch");
          }
          metrics = step(batch);
        }
        if (!Double.isFinite(metrics.loss())) {
          throw diverged("the loss of step " + (progress.step + 1));
        }
        progress.step++;
        progress.stepInEpoch++;
        progress.metrics.add(metrics);
        long after = System.nanoTime();
        sendStep(metrics, metrics.images() * 1e9 / (after - before));
        before = after;
        if (progress.step % experiment.monitor().everySteps() == 0) {
          validator.probe(progress.step, progress.epoch, events);
        }
        if (progress.stepInEpoch < stepsPerEpoch && checkpoints.due(progress.step)) {
          save(false, progress.epoch);
        }
        betweenSteps.run();
      }
    }
    return true;
  }

  /** One step: forward, backward, update. Returns the metrics of the batch before the update. */
  private Metrics step(BatchLoader.Batch batch) {
    ImageShape shape = experiment.network().input();
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray images =
          scope.create(
              batch.images(),
              new Shape(batch.size(), shape.channels(), shape.height(), shape.width()));
      NDArray labels = scope.create(batch.labels());
      DropoutMasks masks =
          DropoutMasks.random(
              Seeds.derive(experiment.seed(), "dropout", progress.epoch, progress.stepInEpoch));
      NDArray logits = network.forwardBackward(images, labels, masks);
      optimizer.step(rate);
      // Reading the logits waits for the forward pass only: the engine goes on with the rest.
      return Metrics.of(logits, batch.labels());
    }
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
    events.accept(
        new TrainingEvent(
            now(), progress.step, progress.epoch, trained.loss(), trained.top1(), trained.top5()));
    if (!Double.isFinite(measured.loss())) {
      throw diverged("the validation loss after step " + progress.step);
    }
    boolean best = measured.top1() > progress.bestTop1;
    if (best) {
      progress.bestTop1 = measured.top1();
      progress.bestEpoch = progress.epoch;
    }
    if (validates) {
      events.accept(
          new ValidationEvent(
              now(),
              progress.step,
              progress.epoch,
              measured.loss(),
              measured.top1(),
              measured.top5(),
              (int) measured.images(),
              best));
    }
    adaptLearningRate(1 - measured.top1());
    progress.epoch++;
    progress.stepInEpoch = 0;
    progress.metrics = new Metrics();
    save(best, progress.epoch - 1);
    return true;
  }

  /** The weights can be lost before a loss shows it: they must not take the place of sound ones. */
  private void save(boolean best, int epoch) throws StudioException {
    if (!network.isFinite()) {
      throw diverged("a weight after step " + progress.step);
    }
    checkpoints.save(progress, best, epoch);
  }

  private DivergedException diverged(String quantity) {
    return new DivergedException(quantity, progress.epoch, rate);
  }

  /** The plateau schedule: lowers the rate when the validation error stops falling. */
  private void adaptLearningRate(double error) {
    if (!(spec.schedule() instanceof ScheduleSpec.Plateau plateau)) {
      return;
    }
    if (error < progress.plateauBest) {
      progress.plateauBest = error;
      progress.epochsSinceBest = 0;
      return;
    }
    progress.epochsSinceBest++;
    if (progress.epochsSinceBest >= plateau.patience() && progress.drops < plateau.times()) {
      double from = learningRate();
      progress.drops++;
      progress.epochsSinceBest = 0;
      events.accept(
          new LearningRateEvent(now(), progress.step, progress.epoch, from, learningRate()));
    }
  }

  private double learningRate() {
    double epochs = progress.epoch - 1 + (double) progress.stepInEpoch / stepsPerEpoch;
    return progress.learningRateFactor
        * LearningRate.at(spec.schedule(), epochs, spec.epochs(), progress.drops);
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
      double from = learningRate();
      progress.learningRateFactor = control.learningRateFactor();
      events.accept(
          new LearningRateEvent(now(), progress.step, progress.epoch, from, learningRate()));
    }
    return !control.stopped();
  }

  private void sendStart() {
    events.accept(
        new StartEvent(
            now(),
            progress.step,
            progress.epoch,
            spec.epochs(),
            stepsPerEpoch,
            input.images().training().length,
            input.images().validation().length,
            network.device().name()));
  }

  private void sendStep(Metrics metrics, double imagesPerSecond) {
    events.accept(
        new StepEvent(
            now(),
            progress.step,
            progress.epoch,
            metrics.loss(),
            metrics.top1(),
            rate,
            imagesPerSecond));
  }

  /** One worker keeps up with training many times over; more only where there are cores. */
  public static int loaderWorkers() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
