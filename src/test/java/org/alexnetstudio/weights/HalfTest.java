package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Half precision (IEEE 754 binary16), against its definition. */
class HalfTest {
  /** The value of bits by the standard's formula. */
  private static double value(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (bits & 0x8000) == 0 ? size : -size;
  }

  @Test
  void everyNumberIsReadAndComesBack() {
    for (int bits = 0; bits < 0x10000; bits++) {
      short half = (short) bits;
      float number = Half.toFloat(half);
      if ((bits >> 10 & 0x1f) < 0x1f) {
        assertEquals(value(bits), number, 0);
        assertEquals(half, Half.of(number));
      } else {
        assertEquals((bits & 0x3ff) != 0, Float.isNaN(number));
      }
    }
    assertEquals(Float.POSITIVE_INFINITY, Half.toFloat(Half.of(65520)));
    assertEquals(65504, Half.toFloat(Half.of(65519.99f)));
    assertTrue(Float.isNaN(Half.toFloat(Half.of(Float.NaN))));
  }

  @Test
  void theNearestIsTakenAndOfTwoTheEvenOne() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      float number = (float) (random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-26, 16)));
      int bits = Half.of(number) & 0xffff;
      double error = Math.abs(value(bits) - (double) number);
      for (int other : new int[] {bits - 1, bits + 1}) {
        boolean comparable = (other & 0x7fff) < 0x7c00 && ((other ^ bits) & 0x8000) == 0;
        if (comparable && other >= 0) {
          double otherError = Math.abs(value(other) - (double) number);
          assertTrue(error < otherError || (error == otherError && bits % 2 == 0), "" + number);
        }
      }
    }
  }
}
