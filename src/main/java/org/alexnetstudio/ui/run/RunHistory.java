package org.alexnetstudio.ui.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run, as one straight history in bounded memory: of a long run the old steps are
 * held together in buckets, and of the other events some are let go, never the newest.
 */
public final class RunHistory {
  /** Validations, and likewise epochs of training, that are held at most. */
  static final int MAX_EPOCHS = 4096;

  /** Changes of the learning rate that are held at most. */
  static final int MAX_LEARNING_RATES = 1024;

  /** Answers that are held at most of each probe image. */
  static final int MAX_ANSWERS = 512;

  private final LossSeries losses = new LossSeries();
  private final Thinned<ValidationEvent> validations = new Thinned<>(MAX_EPOCHS);
  private final Thinned<TrainingEvent> trainings = new Thinned<>(MAX_EPOCHS);
  private final Thinned<LearningRateEvent> learningRates = new Thinned<>(MAX_LEARNING_RATES);
  private final Map<String, Thinned<ProbeEvent>> answers = new LinkedHashMap<>();

  private @Nullable StartEvent start;
  private @Nullable StepEvent last;
  private @Nullable ValidationEvent best;
  private @Nullable CheckpointEvent checkpoint;
  private @Nullable EndEvent end;
  private int lastStep;

  /** When training would have begun, had it never been interrupted. */
  private long beginMillis;

  private final RunEvent.Visitor<Boolean> adder = new Adder();

  /** Takes the next event; a start event voids later steps before it. */
  public void add(RunEvent event) {
    lastStep = event.step();
    event.accept(adder);
  }

  private final class Adder implements RunEvent.Visitor<Boolean> {
    @Override
    public Boolean visit(StartEvent event) {
      start = event;
      end = null;
      voidAfter(event.step(), event.epoch());
      beginMillis = event.timeMillis() - Math.round(losses.elapsedAt(event.step()));
      return true;
    }

    @Override
    public Boolean visit(StepEvent event) {
      last = event;
      long elapsed = event.timeMillis() - beginMillis;
      losses.add(event.step(), elapsed, event.loss(), event.learningRate());
      return true;
    }

    @Override
    public Boolean visit(TrainingEvent event) {
      trainings.add(event);
      return true;
    }

    @Override
    public Boolean visit(ValidationEvent event) {
      validations.add(event);
      if (event.best()) {
        best = event;
      }
      return true;
    }

    @Override
    public Boolean visit(LearningRateEvent event) {
      learningRates.add(event);
      return true;
    }

    @Override
    public Boolean visit(CheckpointEvent event) {
      checkpoint = event;
      return true;
    }

    @Override
    public Boolean visit(ProbeEvent event) {
      answers.computeIfAbsent(event.image(), image -> new Thinned<>(MAX_ANSWERS)).add(event);
      return true;
    }

    @Override
    public Boolean visit(EndEvent event) {
      end = event;
      return true;
    }
  }

  /** Later steps are made again; so is the end of an epoch that a stop had cut short. */
  private void voidAfter(int step, int epoch) {
    losses.truncate(step);
    validations.removeIf(each -> each.step() > step || each.epoch() >= epoch);
    trainings.removeIf(each -> each.step() > step || each.epoch() >= epoch);
    learningRates.removeIf(each -> each.step() > step);
    answers.values().forEach(each -> each.removeIf(answer -> answer.step() > step));
    answers.values().removeIf(each -> each.list().isEmpty());
    if (last != null && last.step() > step) {
      last = null;
    }
    if (checkpoint != null && checkpoint.step() > step) {
      checkpoint = null;
    }
    if (best != null && (best.step() > step || best.epoch() >= epoch)) {
      best =
          validations.list().stream()
              .filter(ValidationEvent::best)
              .reduce((before, after) -> after)
              .orElse(null);
    }
  }

  /** Steps finished so far. */
  public int lastStep() {
    return lastStep;
  }

  /** The newest start; null before the first event. */
  public @Nullable StartEvent start() {
    return start;
  }

  /** The newest step; null before the first, and after a resume. */
  public @Nullable StepEvent last() {
    return last;
  }

  /** The best validation so far; null before the first. */
  public @Nullable ValidationEvent best() {
    return best;
  }

  /** The newest checkpoint; null before the first. */
  public @Nullable CheckpointEvent checkpoint() {
    return checkpoint;
  }

  /** How it ended; null as long as it goes on. */
  public @Nullable EndEvent end() {
    return end;
  }

  /** The training loss. */
  public LossSeries losses() {
    return losses;
  }

  /** The validations, one for each epoch; of a very long run not all. */
  public List<ValidationEvent> validations() {
    return validations.list();
  }

  /** The epochs of training; of a very long run not all. */
  public List<TrainingEvent> trainings() {
    return trainings.list();
  }

  /** The changes of the learning rate; where they are very many, not all. */
  public List<LearningRateEvent> learningRates() {
    return learningRates.list();
  }

  /** The probe images that have been classified. */
  public List<String> probeImages() {
    return List.copyOf(answers.keySet());
  }

  /** What a probe image was taken for, the oldest first; of a long run not all. */
  public List<ProbeEvent> answers(String image) {
    Thinned<ProbeEvent> all = answers.get(image);
    return all == null ? List.of() : all.list();
  }

  /** Epochs that were done after a step, with their fraction. */
  public double epochAt(double step) {
    return step / stepsPerEpoch();
  }

  /** Batches of one epoch; 1 before the run has started. */
  public int stepsPerEpoch() {
    return start == null ? 1 : Math.max(1, start.stepsPerEpoch());
  }
}
