package org.alexnetstudio.training;

/** What other threads may ask of a training: flags that the loop reads once per step. */
public final class TrainingControl {
  private volatile boolean stop;
  private volatile boolean paused;
  private volatile double learningRateFactor = 1;

  /** Ends the training after the current step, with a checkpoint. */
  public void stop() {
    stop = true;
    resume();
  }

  /** Whether it shall stop. */
  public boolean stopped() {
    return stop;
  }

  /** Holds the training after the current step. */
  public void pause() {
    paused = true;
  }

  /** Goes on after a pause. */
  public void resume() {
    paused = false;
  }

  /** Whether it is held. */
  public boolean paused() {
    return paused;
  }

  /** Multiplies the schedule's learning rate from the next step on. */
  public void setLearningRateFactor(double factor) {
    if (!(factor > 0 && factor <= 1000)) {
      throw new IllegalArgumentException(
          "the learning rate's factor is " + factor + ", allowed is above 0 up to 1000");
    }
    learningRateFactor = factor;
  }

  /** The factor on the schedule's learning rate. */
  public double learningRateFactor() {
    return learningRateFactor;
  }
}
