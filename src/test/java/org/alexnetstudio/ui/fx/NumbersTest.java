package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers as the panes write them. */
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
}
