package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** How often frames come. */
class PulseFeedTest {
  private static final Duration SHORTEST = Duration.millis(1000);
  private static final Duration LONGEST = Duration.millis(2500);

  private static double interval(double frameMillis) {
    return PulseFeed.interval(SHORTEST, LONGEST, frameMillis).toMillis();
  }

  /** What is not to wait begins no second row of drains beside the first. */
  @Test
  void valuesComeInOrderAndNotMoreOftenThanTheInterval() throws Exception {
    FxToolkit.registerPrimaryStage();
    Duration interval = Duration.millis(200);
    List<Integer> taken = new CopyOnWriteArrayList<>();
    AtomicInteger drains = new AtomicInteger();
    PulseFeed<Integer> feed =
        new PulseFeed<>(
            interval,
            interval,
            values -> {
              drains.incrementAndGet();
              taken.addAll(values);
            });
    int count = 0;
    long end = System.nanoTime() + 2_000_000_000L;
    while (System.nanoTime() < end) {
      if (count == 5 || count == 30) {
        feed.offerAtOnce(count++);
      } else {
        feed.offer(count++);
      }
      Thread.sleep(5);
    }
    int all = count;
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> taken.size() == all);
    assertEquals(IntStream.range(0, all).boxed().toList(), taken);
    // Ten intervals, the first, the last, and the two that did not wait.
    assertTrue(drains.get() <= 14, drains + " drains");
  }

  @Test
  void inAHurryNothingWaits() throws Exception {
    FxToolkit.registerPrimaryStage();
    Duration tenMinutes = Duration.seconds(600);
    List<Integer> taken = new CopyOnWriteArrayList<>();
    PulseFeed<Integer> feed = new PulseFeed<>(tenMinutes, tenMinutes, taken::addAll);
    feed.offer(1);
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> taken.size() == 1);
    feed.offer(2);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(1), taken);
    WaitForAsyncUtils.asyncFx(() -> feed.hurry(true)).get();
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> taken.size() == 2);
    feed.offer(3);
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> taken.size() == 3);
    WaitForAsyncUtils.asyncFx(() -> feed.hurry(false)).get();
    feed.offer(4);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(1, 2, 3), taken);
  }

  @Test
  void framesTakeAHundredthOfAProcessorAndComeAtLeastEverySoOften() {
    assertEquals(1000, interval(0));
    assertEquals(1000, interval(9));
    assertEquals(1500, interval(15));
    assertEquals(2000, interval(20));
    assertEquals(2500, interval(400));
  }
}
