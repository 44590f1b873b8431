package org.alexnetstudio.ui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
  private static final int STEPS_A_DAY = 24 * 3600 * 25;
  private static final int STEPS_PER_EPOCH = 40;
  private static final List<String> IMAGES = List.of("cat.png", "dog.png", "ship.png");

  private static StartEvent start(long time, int step, int epoch) {
    return new StartEvent(time, step, epoch, 90, STEPS_PER_EPOCH, 1000, 100, "cpu");
  }

  private static StepEvent step(int step, double loss) {
    return new StepEvent(1000L + 40L * step, step, epochOf(step), loss, 0.5, 0.01, 27);
  }

  private static ValidationEvent validation(int epoch, double loss, boolean best) {
    int step = epoch * STEPS_PER_EPOCH;
    return new ValidationEvent(1000L + 40L * step, step, epoch, loss, 0.4, 0.7, 100, best);
  }

  private static TrainingEvent training(int epoch) {
    return new TrainingEvent(1000, epoch * STEPS_PER_EPOCH, epoch, 2, 0.4, 0.7);
  }

  private static ProbeEvent probe(int step, String image) {
    List<Prediction> top = List.of(new Prediction(1, "cat", 0.7), new Prediction(2, "dog", 0.2));
    return new ProbeEvent(1000, step, epochOf(step), image, top);
  }

  private static int epochOf(int step) {
    return Math.max(1, (step + STEPS_PER_EPOCH - 1) / STEPS_PER_EPOCH);
  }

  /** 24 hours at 25 steps a second, with what a run of small epochs tells besides. */
  private static RunHistory day(double[] losses) {
    RunHistory history = new RunHistory();
    history.add(start(1000, 0, 1));
    Random random = new Random(3);
    for (int s = 1; s <= STEPS_A_DAY; s++) {
      losses[s] = 5 / Math.sqrt(1 + s / 5000.0) + 0.3 * random.nextGaussian();
      history.add(step(s, losses[s]));
      if (s % 20 == 0) {
        for (String image : IMAGES) {
          history.add(probe(s, image));
        }
      }
      if (s % STEPS_PER_EPOCH == 0) {
        int epoch = s / STEPS_PER_EPOCH;
        history.add(training(epoch));
        history.add(validation(epoch, losses[s], epoch == 12_345));
        history.add(new LearningRateEvent(1000, s, epoch, 0.1 / epoch, 0.1 / (epoch + 1)));
        history.add(new CheckpointEvent(1000, s, epoch, "latest"));
      }
    }
    return history;
  }

  @Test
  void aDayOfEventsIsHeldInBoundedMemoryAndWithItsTrueValues() {
    double[] losses = new double[STEPS_A_DAY + 1];
    long used = usedMemory();
    RunHistory history = day(losses);
    long grown = usedMemory() - used;
    assertTrue(grown < 16_000_000, "bytes held after a day: " + grown);

    LossSeries series = history.losses();
    assertTrue(series.retained() <= 7L * LossSeries.CAPACITY);
    assertTrue(history.validations().size() <= RunHistory.MAX_EPOCHS + 1);
    assertTrue(history.trainings().size() <= RunHistory.MAX_EPOCHS + 1);
    assertTrue(history.learningRates().size() <= RunHistory.MAX_LEARNING_RATES + 1);
    assertEquals(IMAGES, history.probeImages());

    int next = 1;
    for (int b = 0; b < series.size(); b++) {
      assertEquals(next, series.firstStep(b));
      next = series.lastStep(b) + 1;
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int s = series.firstStep(b); s < next; s++) {
        min = Math.min(min, losses[s]);
        max = Math.max(max, losses[s]);
        sum += losses[s];
      }
      assertEquals(min, series.min(b));
      assertEquals(max, series.max(b));
      assertEquals(sum / (next - series.firstStep(b)), series.mean(b), 1e-11);
      assertTrue(series.count(b) <= 32, "steps in one bucket: " + series.count(b));
    }
    assertEquals(STEPS_A_DAY + 1, next);
    assertEquals(24 * 3600 * 1000L, series.elapsed());
    assertEquals(STEPS_A_DAY, history.last().step());
    assertEquals(12_345, history.best().epoch(), "the best is held, be its neighbours let go");
  }

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void answersOfALongRunAreSpreadOverAllOfIt() {
    RunHistory history = new RunHistory();
    for (int s = 20; s <= STEPS_A_DAY; s += 20) {
      history.add(probe(s, "cat.png"));
    }
    List<ProbeEvent> answers = history.answers("cat.png");
    assertTrue(answers.size() <= RunHistory.MAX_ANSWERS, "answers: " + answers.size());
    assertTrue(answers.size() > RunHistory.MAX_ANSWERS / 2 - 1, "answers: " + answers.size());
    assertEquals(20, answers.get(0).step());
    assertEquals(STEPS_A_DAY, answers.get(answers.size() - 1).step());
    int distance = answers.get(1).step() - answers.get(0).step();
    for (int i = 1; i < answers.size() - 1; i++) {
      assertEquals(distance, answers.get(i).step() - answers.get(i - 1).step());
    }
    assertEquals(List.of(), history.answers("other.png"));
  }

  @Test
  void theNewestAnswerIsAlwaysThere() {
    RunHistory history = new RunHistory();
    for (int s = 1; s < 5000; s++) {
      history.add(probe(s, "cat.png"));
      List<ProbeEvent> answers = history.answers("cat.png");
      assertEquals(s, answers.get(answers.size() - 1).step());
      assertTrue(answers.size() <= RunHistory.MAX_ANSWERS);
    }
  }

  @Test
  void aResumeVoidsWhatCameAfterItsStep() {
    RunHistory history = new RunHistory();
    history.add(start(1000, 0, 1));
    for (int s = 1; s <= 100; s++) {
      history.add(step(s, s));
      history.add(probe(s, "cat.png"));
      if (s % STEPS_PER_EPOCH == 0) {
        history.add(training(s / STEPS_PER_EPOCH));
        history.add(validation(s / STEPS_PER_EPOCH, 1, true));
      }
    }
    history.add(probe(100, "late.png"));
    history.add(new LearningRateEvent(1000, 90, 3, 0.1, 0.01));
    history.add(new CheckpointEvent(1000, 100, 3, "latest"));
    history.add(new EndEvent(1000, 100, 3, EndReason.STOPPED, ""));
    assertEquals(100, history.lastStep());

    history.add(start(1_000_000, 60, 2));
    assertEquals(60, history.lastStep());
    assertEquals(60, history.losses().lastStep());
    assertNull(history.last());
    assertNull(history.checkpoint());
    assertNull(history.end());
    assertEquals(List.of(), history.learningRates());
    assertEquals(1, history.validations().size());
    assertEquals(1, history.trainings().size());
    assertEquals(1, history.best().epoch(), "epoch 2 is made again");
    assertEquals(60, history.answers("cat.png").size());
    assertEquals(List.of("cat.png"), history.probeImages());

    StepEvent again = new StepEvent(1_000_040, 61, 2, 7, 0.5, 0.01, 27);
    history.add(again);
    assertSame(again, history.last());
    assertEquals(7, history.losses().mean(60));
    assertEquals(2440, history.losses().elapsed(), "the night between the two does not count");
  }

  @Test
  void epochsComeFromTheStepsOfOne() {
    RunHistory history = new RunHistory();
    assertEquals(1, history.stepsPerEpoch());
    history.add(start(1000, 0, 1));
    assertEquals(2.5, history.epochAt(100));
  }
}
