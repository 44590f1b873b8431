package org.alexnetstudio.training;

import java.io.UncheckedIOException;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens in the loop, with the time and the place of the training at that moment. */
record ProgressEvents(Progress progress, int epochs, EventSink events) {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressEvents.class);

  void start(int stepsPerEpoch, TrainingInput input, String device) {
    events.accept(
        new StartEvent(
            now(),
            progress.step,
            progress.epoch,
            epochs,
            stepsPerEpoch,
            input.images().training().length,
            input.images().validation().length,
            device,
            input.initial()));
  }

  void step(Metrics metrics, double rate, double imagesPerSecond) {
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

  void trained(Metrics metrics) {
    events.accept(
        new TrainingEvent(
            now(), progress.step, progress.epoch, metrics.loss(), metrics.top1(), metrics.top5()));
  }

  void validated(Metrics metrics, boolean best) {
    events.accept(
        new ValidationEvent(
            now(),
            progress.step,
            progress.epoch,
            metrics.loss(),
            metrics.top1(),
            metrics.top5(),
            (int) metrics.images(),
            best));
  }

  void learningRate(double from, double to) {
    events.accept(new LearningRateEvent(now(), progress.step, progress.epoch, from, to));
  }

  /** Where the log fails too, as on a full disk, what ended the training is still what is told. */
  void end(EndReason reason, String message) {
    try {
      events.accept(new EndEvent(now(), progress.step, currentEpoch(), reason, message));
    } catch (UncheckedIOException e) {
      if (reason == EndReason.COMPLETED || reason == EndReason.STOPPED) {
        throw e;
      }
      LOG.warn("The end of the run could not be logged: {}", e.getMessage());
    }
  }

  /** After the last epoch there is no next one. */
  int currentEpoch() {
    return Math.min(progress.epoch, epochs);
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
