package org.alexnetstudio.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alexnetstudio.experiment.CheckpointSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.experiment.ScheduleSpec;
import org.alexnetstudio.experiment.TrainingSpec;
import org.alexnetstudio.run.TrainingState;
import org.alexnetstudio.session.SchedulePreview;
import org.junit.jupiter.api.Test;

/** What is previewed is what the loop would take. */
class SchedulePreviewTest {
  private static final int EPOCHS = 30;
  private static final int STEPS = 7;

  private static TrainingSpec training(ScheduleSpec schedule) {
    return new TrainingSpec(
        8,
        EPOCHS,
        new OptimizerSpec(0.9, 0, 1, 1),
        schedule,
        new CheckpointSpec(0, 0, 1),
        "MXNet",
        "cpu");
  }

  @Test
  void eachStepHasTheRateOfTheLoop() {
    for (ScheduleSpec schedule :
        List.of(
            new ScheduleSpec.Constant(0.1),
            new ScheduleSpec.Step(0.1, 0.5, 4),
            new ScheduleSpec.Cosine(0.1, 0.001, 3))) {
      SchedulePreview preview = new SchedulePreview(training(schedule));
      assertFalse(preview.isExample());
      Progress progress = new Progress(TrainingState.START);
      LearningRate loop = new LearningRate(schedule, EPOCHS, STEPS, progress);
      for (progress.epoch = 1; progress.epoch <= EPOCHS; progress.epoch++) {
        for (progress.stepInEpoch = 0; progress.stepInEpoch < STEPS; progress.stepInEpoch++) {
          double done = progress.epoch - 1 + (double) progress.stepInEpoch / STEPS;
          assertEquals(loop.current(), preview.rateAt(done), 0, schedule + " at " + done);
        }
      }
    }
  }

  @Test
  void plateausAreAnExampleWithAllTheirDrops() {
    SchedulePreview preview =
        new SchedulePreview(training(new ScheduleSpec.Plateau(0.01, 0.1, 3, 5)));
    assertTrue(preview.isExample());
    assertEquals(0.01, preview.rateAt(0));
    assertEquals(0.001, preview.rateAt(EPOCHS / 4.0), 1e-12);
    assertEquals(0.00001, preview.rateAt(EPOCHS), 1e-15);
  }
}
