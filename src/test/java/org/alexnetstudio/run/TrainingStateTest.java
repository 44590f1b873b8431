package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
  private static TrainingState roundTrip(TrainingState state) throws IOException {
    String json = new String(RunJson.write(state), StandardCharsets.UTF_8);
    return RunJson.read(json, TrainingState.class);
  }

  private static TrainingState state(double a, double b, double c) {
    return new TrainingState(Integer.MAX_VALUE, 1, 0, a, 0, b, 0, c, 0, a, b, c, Long.MAX_VALUE);
  }

  /** Equality of records compares doubles by their bits. */
  @Test
  void doublesRoundTripToTheLastBit() throws Exception {
    double[] special = {
      0.0,
      -0.0,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      2e-3,
      2.2250738585072014E-308,
      0.1 + 0.2
    };
    for (double number : special) {
      TrainingState state = state(number, -number, 1 / number);
      assertEquals(state, roundTrip(state));
    }
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      TrainingState state =
          state(
              Double.longBitsToDouble(random.nextLong()),
              random.nextDouble(),
              random.nextGaussian());
      assertEquals(state, roundTrip(state));
    }
  }

  @Test
  void aMissingValueIsRefused() throws Exception {
    String json = new String(RunJson.write(state(1, 2, 3)), StandardCharsets.UTF_8);
    String without = json.replaceFirst("\"drops\" : 0,", "");
    assertThrows(IOException.class, () -> RunJson.read(without, TrainingState.class));
    assertThrows(IOException.class, () -> RunJson.read("null", TrainingState.class));
    String more = json.replaceFirst("\\{", "{\"later\":1,");
    assertEquals(state(1, 2, 3), RunJson.read(more, TrainingState.class));
  }
}
