package org.alexnetstudio.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.alexnetstudio.experiment.ScheduleSpec;
import org.junit.jupiter.api.Test;

/** Each schedule at places where its value is known. */
class LearningRateTest {
  @Test
  void constant() {
    ScheduleSpec schedule = new ScheduleSpec.Constant(0.3);
    assertEquals(0.3, LearningRate.at(schedule, 0, 10, 0));
    assertEquals(0.3, LearningRate.at(schedule, 9.99, 10, 0));
  }

  @Test
  void stepDropsAfterWholeEpochs() {
    ScheduleSpec schedule = new ScheduleSpec.Step(0.01, 0.1, 30);
    assertEquals(0.01, LearningRate.at(schedule, 29.999, 90, 0));
    assertEquals(0.001, LearningRate.at(schedule, 30, 90, 0), 1e-15);
    assertEquals(0.0001, LearningRate.at(schedule, 89, 90, 0), 1e-15);
  }

  @Test
  void plateauDropsAsOftenAsItWasTold() {
    ScheduleSpec schedule = new ScheduleSpec.Plateau(0.01, 0.1, 3, 5);
    assertEquals(0.01, LearningRate.at(schedule, 50, 90, 0));
    assertEquals(0.00001, LearningRate.at(schedule, 50, 90, 3), 1e-15);
  }

  @Test
  void cosineRisesAndFallsToItsEnd() {
    ScheduleSpec schedule = new ScheduleSpec.Cosine(0.2, 0.02, 2);
    assertEquals(0.002, LearningRate.at(schedule, 0, 10, 0), 1e-15);
    assertEquals(0.1, LearningRate.at(schedule, 1, 10, 0), 1e-15);
    assertEquals(0.2, LearningRate.at(schedule, 2, 10, 0), 1e-15);
    assertEquals(0.11, LearningRate.at(schedule, 6, 10, 0), 1e-15);
    assertEquals(0.02, LearningRate.at(schedule, 10, 10, 0), 1e-15);
  }
}
