package org.alexnetstudio.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static StartEvent start(long millis, int step) {
    return new StartEvent(millis, step, 1, 10, 100, 6400, 0, "cpu");
  }

  private static StepEvent step(long millis, int step) {
    return new StepEvent(millis, step, 1, 1, 0, 0.01, 100);
  }

  @Test
  void followsTheTimeOfTheSteps() {
    TimeLeft estimate = new TimeLeft();
    StartEvent start = start(0, 0);
    assertTrue(estimate.seconds(start, step(1000, 1)) < 0, "nothing is known after one step");
    for (int i = 2; i <= 100; i++) {
      double left = estimate.seconds(start, step(1000L * i, i));
      assertEquals(1000 - i, left, 1e-6);
    }
  }

  @Test
  void theTimeBetweenAStopAndItsResumeDoesNotCount() {
    TimeLeft estimate = new TimeLeft();
    StartEvent start = start(0, 0);
    estimate.seconds(start, step(1000, 1));
    estimate.seconds(start, step(2000, 2));
    StartEvent again = start(60_000, 2);
    estimate.seconds(again, step(61_000, 3));
    assertEquals(996, estimate.seconds(again, step(62_000, 4)), 1e-6);
  }
}
