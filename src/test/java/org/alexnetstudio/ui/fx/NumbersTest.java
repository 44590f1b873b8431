package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.alexnetstudio.event.FilterBank;
import org.junit.jupiter.api.Test;

/** Numbers and facts as the panes write them. */
class NumbersTest {
  @Test
  void numbersAreShort() {
    assertEquals("0", Numbers.of(0));
    assertEquals("372.3", Numbers.of(372.32));
    assertEquals("1,372.3", Numbers.of(1372.32));
    assertEquals("0.11", Numbers.of(0.1099));
    assertEquals("0.032", Numbers.of(0.03151));
    assertEquals("−0.0016", Numbers.of(-0.00164));
    assertEquals("2.0e−07", Numbers.of(2e-7));
    assertEquals("NaN", Numbers.of(Double.NaN));
  }

  @Test
  void factsAreThoseOfOneFilter() {
    float[] weights = {9, 9, 9, 9, 1, -3, 2, 4};
    FilterFacts facts = FilterFacts.of(new FilterBank("conv1", 2, 1, 2, 1, weights), 1);
    assertEquals(-3, facts.min());
    assertEquals(4, facts.max());
    assertEquals(4, facts.strongest());
    assertEquals(1, facts.mean(), 1e-12);
    // ((0 + 16 + 1 + 9) / 4) ^ 0.5
    assertEquals(2.5495097567963922, facts.deviation(), 1e-12);
  }
}
