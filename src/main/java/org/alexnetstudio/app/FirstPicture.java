package org.alexnetstudio.app;

import javafx.animation.AnimationTimer;

/** Tells when the first picture of a window that was shown just now has been drawn. */
final class FirstPicture extends AnimationTimer {
  /**
   * The first pulse lays the window out, and hands it to the thread that draws; the second waits
   * for that, and the third begins when it was done.
   */
  private static final int PULSES = 3;

  private final Runnable drawn;
  private int pulses;

  FirstPicture(Runnable drawn) {
    this.drawn = drawn;
  }

  @Override
  public void handle(long now) {
    pulses++;
    if (pulses == PULSES) {
      stop();
      drawn.run();
    }
  }
}
