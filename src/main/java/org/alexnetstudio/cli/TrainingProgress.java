package org.alexnetstudio.cli;

import java.util.Locale;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.DebiasedAverage;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;

/** Prints a training: one live line in a terminal, a line every ten seconds in a pipe. */
final class TrainingProgress implements EventSink, RunEvent.Visitor<Void> {
  /** Averages go over about the last 50 steps. */
  private static final double KEEP = 0.96;

  private static final long PLAIN_LINE_MILLIS = 10_000;

  private final Terminal terminal;
  private int epochs;
  private int stepsPerEpoch;
  private int firstStep;
  private long startMillis;
  private long lastLineMillis;
  private final DebiasedAverage loss = new DebiasedAverage();
  private final DebiasedAverage imagesPerSecond = new DebiasedAverage();

  TrainingProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(RunEvent event) {
    event.accept(this);
  }

  @Override
  public Void visit(StartEvent e) {
    epochs = e.epochs();
    stepsPerEpoch = e.stepsPerEpoch();
    firstStep = e.step();
    startMillis = e.timeMillis();
    lastLineMillis = 0; // the first step shows at once
    terminal.line(
        String.format(
            Locale.ROOT,
            "%s on %s: %d epochs of %d steps,%n  %,d training and %,d validation images",
            e.step() == 0 ? "Training" : "Going on after step " + e.step(),
            e.device(),
            epochs,
            stepsPerEpoch,
            e.trainingImages(),
            e.validationImages()));
    if (!e.initial().isEmpty()) {
      terminal.line("  starting from " + e.initial());
    }
    return null;
  }

  @Override
  public Void visit(StepEvent e) {
    double smoothLoss = loss.add(e.loss(), KEEP);
    double smoothRate = imagesPerSecond.add(e.imagesPerSecond(), KEEP);
    boolean plain = !terminal.live() && e.timeMillis() - lastLineMillis >= PLAIN_LINE_MILLIS;
    if (terminal.live() || plain) {
      String text =
          String.format(
              Locale.ROOT,
              "epoch %d/%d  step %d  loss %.3f  rate %.2g  %.0f images/s  %s left",
              e.epoch(),
              epochs,
              e.step(),
              smoothLoss,
              e.learningRate(),
              smoothRate,
              Durations.clock(secondsLeft(e)));
      if (plain) {
        lastLineMillis = e.timeMillis();
        terminal.line(text);
      } else {
        terminal.liveLine(text);
      }
    }
    return null;
  }

  /** From the time that all steps since the start took, validation and saving included. */
  private double secondsLeft(StepEvent e) {
    double each = (e.timeMillis() - startMillis) / 1000.0 / Math.max(1, e.step() - firstStep);
    return each * ((double) epochs * stepsPerEpoch - e.step());
  }

  @Override
  public Void visit(TrainingEvent e) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  training    loss %.4f  top-1 %5.2f %%  top-5 %5.2f %%  after %s",
            e.epoch(),
            epochs,
            e.loss(),
            100 * e.top1(),
            100 * e.top5(),
            Durations.clock((e.timeMillis() - startMillis) / 1000.0)));
    lastLineMillis = e.timeMillis();
    return null;
  }

  @Override
  public Void visit(ValidationEvent e) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  validation  loss %.4f  top-1 %5.2f %%  top-5 %5.2f %%%s",
            e.epoch(),
            epochs,
            e.loss(),
            100 * e.top1(),
            100 * e.top5(),
            e.best() ? "  best so far" : ""));
    return null;
  }

  @Override
  public Void visit(LearningRateEvent e) {
    terminal.line(String.format(Locale.ROOT, "learning rate %.6g -> %.6g", e.from(), e.to()));
    return null;
  }

  @Override
  public Void visit(CheckpointEvent e) {
    return null;
  }

  @Override
  public Void visit(ProbeEvent e) {
    return null;
  }

  @Override
  public Void visit(EndEvent e) {
    terminal.line(
        switch (e.reason()) {
          case COMPLETED -> "Completed after step " + e.step() + ".";
          case STOPPED -> "Stopped after step " + e.step() + "; the checkpoint is written.";
          case DIVERGED, FAILED -> "Ended after step " + e.step() + ".";
        });
    return null;
  }
}
