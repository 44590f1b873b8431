package org.alexnetstudio.ui.run;

import java.util.ArrayList;
import java.util.List;
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

/** The events of one run, as one straight history. */
public final class RunHistory {
  private final List<ValidationEvent> validations = new ArrayList<>();
  private final List<LearningRateEvent> learningRates = new ArrayList<>();
  private @Nullable StartEvent start;
  private @Nullable StepEvent last;
  private @Nullable CheckpointEvent checkpoint;
  private @Nullable EndEvent end;
  private int lastStep;

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
      validations.removeIf(each -> each.step() > event.step() || each.epoch() >= event.epoch());
      learningRates.removeIf(each -> each.step() > event.step());
      return true;
    }

    @Override
    public Boolean visit(StepEvent event) {
      last = event;
      return true;
    }

    @Override
    public Boolean visit(TrainingEvent event) {
      return true;
    }

    @Override
    public Boolean visit(ValidationEvent event) {
      validations.add(event);
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
      return true;
    }

    @Override
    public Boolean visit(EndEvent event) {
      end = event;
      return true;
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

  /** The newest step; null before the first. */
  public @Nullable StepEvent last() {
    return last;
  }

  /** The newest checkpoint; null before the first. */
  public @Nullable CheckpointEvent checkpoint() {
    return checkpoint;
  }

  /** How it ended; null as long as it goes on. */
  public @Nullable EndEvent end() {
    return end;
  }

  /** The validations, one for each epoch. */
  public List<ValidationEvent> validations() {
    return List.copyOf(validations);
  }

  /** The changes of the learning rate. */
  public List<LearningRateEvent> learningRates() {
    return List.copyOf(learningRates);
  }
}
