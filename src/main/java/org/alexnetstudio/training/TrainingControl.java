package org.alexnetstudio.training;

/** What other threads may ask of a training: flags that the loop reads once per step. */
public final class TrainingControl {
  private volatile boolean stop;
  private boolean paused;
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
  public synchronized void pause() {
    paused = true;
  }

  /** Goes on after a pause. */
  public synchronized void resume() {
    paused = false;
    notifyAll();
  }

  /** Whether it is held. */
  public synchronized boolean paused() {
    return paused;
  }

  /** Waits up to a short while for the end of a pause, so that the caller can do other work. */
  synchronized void awaitResume() throws InterruptedException {
    if (paused) {
      wait(50);
    }
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
