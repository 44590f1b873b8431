package org.alexnetstudio.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;

/** Loss and hits against hand-worked numbers. */
class MetricsTest {
  @Test
  void lossIsTheMeanNegativeLogProbability() {
    // Softmax of (ln 1, ln 2, ln 5) is 1/8, 2/8, 5/8.
    float[] logits = {0, (float) Math.log(2), (float) Math.log(5)};
    Metrics metrics = metrics(logits, 1);
    assertEquals(Math.log(4), metrics.loss(), 1e-7);
    assertEquals(0, metrics.top1());
    assertEquals(1, metrics.top5());
  }

  @Test
  void largeLogitsDoNotOverflow() {
    assertEquals(0, metrics(new float[] {30000, 0}, 0).loss());
    assertEquals(30000, metrics(new float[] {30000, 0}, 1).loss());
  }

  @Test
  void countsHitsByRank() {
    float[] logits = {9, 8, 7, 6, 5, 4, 3};
    for (int label = 0; label < 7; label++) {
      Metrics metrics = metrics(logits, label);
      assertEquals(label == 0 ? 1 : 0, metrics.top1());
      assertEquals(label < 5 ? 1 : 0, metrics.top5());
    }
  }

  @Test
  void equalLogitsGoToTheLowerClass() {
    assertEquals(1, metrics(new float[] {2, 2}, 0).top1());
    assertEquals(0, metrics(new float[] {2, 2}, 1).top1());
    assertEquals(0, metrics(new float[7], 5).top5());
  }

  @Test
  void notANumberIsSeen() {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int label = 0; label < 2; label++) {
        Metrics metrics = metrics(new float[] {broken, 1}, label);
        assertEquals(Double.NaN, metrics.loss());
        assertEquals(0, metrics.top1());
        assertEquals(0, metrics.top5());
      }
    }
  }

  @Test
  void sumsOfPartsAreTheSumOfAll() {
    SplittableRandom random = new SplittableRandom(1);
    float[] logits = new float[40];
    int[] labels = new int[4];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextDouble(-3, 3);
    }
    for (int i = 0; i < 4; i++) {
      labels[i] = random.nextInt(10);
    }
    Metrics sum = new Metrics();
    for (int i = 0; i < 4; i++) {
      sum.add(metrics(java.util.Arrays.copyOfRange(logits, 10 * i, 10 * i + 10), labels[i]));
    }
    Metrics all = metrics(logits, labels);
    assertEquals(all.loss(), sum.loss(), 1e-12);
    assertEquals(all.top5(), sum.top5());
    assertEquals(4, sum.images());
  }

  private static Metrics metrics(float[] logits, int... labels) {
    try (NDManager manager = NDManager.newBaseManager(TestEngine.NAME)) {
      return Metrics.of(
          manager.create(logits, new Shape(labels.length, logits.length / labels.length)), labels);
    }
  }
}
