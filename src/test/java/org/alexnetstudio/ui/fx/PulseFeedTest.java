package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.util.Duration;
import org.junit.jupiter.api.Test;

/** How often frames come. */
class PulseFeedTest {
  private static final Duration SHORTEST = Duration.millis(1000);
  private static final Duration LONGEST = Duration.millis(2500);

  private static double interval(double frameMillis) {
    return PulseFeed.interval(SHORTEST, LONGEST, frameMillis).toMillis();
  }

  @Test
  void framesTakeAFiftiethOfAProcessorAndComeAtLeastEverySoOften() {
    assertEquals(1000, interval(0));
    assertEquals(1000, interval(19));
    assertEquals(1500, interval(30));
    assertEquals(2000, interval(40));
    assertEquals(2500, interval(400));
  }
}
