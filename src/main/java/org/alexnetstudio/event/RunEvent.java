package org.alexnetstudio.event;

/** One thing that happened in a run; {@link Visitor} tells the kinds apart. */
public sealed interface RunEvent
    permits StartEvent,
        StepEvent,
        TrainingEvent,
        ValidationEvent,
        LearningRateEvent,
        CheckpointEvent,
        ProbeEvent,
        EndEvent {

  /** When it happened, in milliseconds since 1970-01-01 UTC. */
  long timeMillis();

  /** Number of finished steps since the run began, 0 or more. */
  int step();

  /** The epoch in which it happened, from 1. */
  int epoch();

  /** Calls the visitor's method for this kind of event. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of event, so that a forgotten one does not compile. */
  interface Visitor<R> {
    /** The run starts or is resumed. */
    R visit(StartEvent event);

    /** A step is finished. */
    R visit(StepEvent event);

    /** An epoch of training is finished. */
    R visit(TrainingEvent event);

    /** A validation is finished. */
    R visit(ValidationEvent event);

    /** The learning rate changes. */
    R visit(LearningRateEvent event);

    /** A checkpoint is saved. */
    R visit(CheckpointEvent event);

    /** A probe image is classified. */
    R visit(ProbeEvent event);

    /** The run ends. */
    R visit(EndEvent event);
  }
}
