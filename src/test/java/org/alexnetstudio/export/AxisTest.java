package org.alexnetstudio.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundFewAndInside() {
    assertEquals(List.of(0.0, 0.5, 1.0, 1.5, 2.0), new Axis(0, 2.4).ticks(6));
    assertEquals(List.of(0.0, 1000.0, 2000.0), new Axis(0, 2000).ticks(4));
    Random random = new Random(1);
    for (int round = 0; round < 1000; round++) {
      double from = random.nextDouble() * 100 - 50;
      double to = from + Math.pow(10, random.nextDouble() * 12 - 6);
      int most = 2 + random.nextInt(12);
      List<Double> ticks = new Axis(from, to).ticks(most);
      assertTrue(ticks.size() <= most, ticks + " from " + from + " to " + to);
      assertTrue(most < 4 || ticks.size() >= most / 4, ticks + " of " + most);
      for (double tick : ticks) {
        assertTrue(tick >= from - 1e-6 * (to - from) && tick <= to + 1e-6 * (to - from));
      }
    }
  }

  @Test
  void oneValueAloneHasAnAxisToo() {
    assertEquals(0, new Axis(5, 5).place(5));
    assertTrue(new Axis(0, Double.NaN).ticks(5).size() > 1);
  }
}
