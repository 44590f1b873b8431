package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.alexnetstudio.event.FilterBank;
import org.junit.jupiter.api.Test;

/** The numbers of a filter. */
class FilterFactsTest {
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
