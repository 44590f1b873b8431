package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread computes; a person's work goes between two steps of a training. */
class ComputeThreadTest {
  @TempDir Path folder;

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void workRunsAtOnceWhereNothingIsTrained() throws Exception {
    try (ComputeThread thread = new ComputeThread("cpu")) {
      Thread first = get(thread.interactive(Thread::currentThread));
      assertEquals("cpu", first.getName());
      assertNotEquals(Thread.currentThread(), first);
      assertEquals(first, get(thread.interactive(Thread::currentThread)));
      Future<Object> failing =
          thread.interactive(
              () -> {
                throw new IllegalStateException("on purpose");
              });
      ExecutionException failure = assertThrows(ExecutionException.class, () -> get(failing));
      assertEquals("on purpose", failure.getCause().getMessage());
      assertEquals(first, get(thread.interactive(Thread::currentThread)), "it lives on");
    }
  }

  @Test
  void workRunsBetweenTheStepsOfATraining() throws Exception {
    Path file = SmallExperiment.write(folder, 8);
    AppFolders folders = new AppFolders(folder.resolve("cache"));
    AtomicInteger steps = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    Thread[] trainer = new Thread[1];
    try (TrainingJob job =
            TrainingJob.start(
                ExperimentFile.read(file, Map.of("training.epochs", "100000")),
                folder.resolve("runs"),
                folders,
                Activity.SILENT);
        ComputeThread thread = new ComputeThread("cpu")) {
      Future<EndReason> training =
          thread.train(
              job,
              event -> {
                if (event instanceof StepEvent e) {
                  trainer[0] = Thread.currentThread();
                  steps.set(e.step());
                  started.countDown();
                }
              });
      assertTrue(started.await(20, TimeUnit.SECONDS));
      int before = steps.get();
      assertEquals(trainer[0], get(thread.interactive(Thread::currentThread)));
      assertFalse(training.isDone(), "the training goes on");
      int during = get(thread.interactive(steps::get));
      assertTrue(during >= before);
      assertEquals(during, get(thread.interactive(() -> during)));

      job.control().pause();
      // Once it is held, work is still served and no step is done.
      get(thread.interactive(() -> null));
      Thread.sleep(100);
      int held = get(thread.interactive(steps::get));
      Thread.sleep(100);
      assertEquals(held, get(thread.interactive(steps::get)));
      job.control().resume();
      job.control().stop();
      assertEquals(EndReason.STOPPED, get(training));
      assertEquals(trainer[0], get(thread.interactive(Thread::currentThread)));
    }
  }

  @Test
  void closingCancelsTheWorkThatWaits() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    Future<Object> waiting;
    try (ComputeThread thread = new ComputeThread("cpu")) {
      Future<Object> unused =
          thread.interactive(
              () -> {
                busy.countDown();
                Thread.sleep(60_000);
                return null;
              });
      assertTrue(busy.await(20, TimeUnit.SECONDS));
      assertFalse(unused.isDone());
      waiting = thread.interactive(() -> 1);
    }
    assertThrows(CancellationException.class, () -> get(waiting));
  }
}
