package org.alexnetstudio.ui.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LossSeriesTest {
  private static final int MANY = 700_000;

  /** Falls as losses do, with noise; step s is element s - 1. */
  private static double[] losses(int steps) {
    Random random = new Random(7);
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = 5 / Math.sqrt(1 + i / 2000.0) + 0.3 * random.nextGaussian();
    }
    return losses;
  }

  private static LossSeries series(double[] losses) {
    LossSeries series = new LossSeries();
    for (int i = 0; i < losses.length; i++) {
      series.add(i + 1, 40L * (i + 1), losses[i], 1.0 / (i + 1));
    }
    return series;
  }

  /** The formula itself, step by step. */
  private static double[] smoothedByStep(double[] losses, double s) {
    double[] smooth = new double[losses.length];
    double last = 0;
    for (int i = 0; i < losses.length; i++) {
      last = s * last + (1 - s) * losses[i];
      smooth[i] = last / (1 - Math.pow(s, i + 1));
    }
    return smooth;
  }

  @Test
  void eachStepIsExactUntilTheBucketsAreFull() {
    double[] losses = losses(LossSeries.CAPACITY);
    LossSeries series = series(losses);
    assertEquals(LossSeries.CAPACITY, series.size());
    for (int i = 0; i < losses.length; i++) {
      assertEquals(i + 1, series.firstStep(i));
      assertEquals(i + 1, series.lastStep(i));
      assertEquals(losses[i], series.min(i));
      assertEquals(losses[i], series.max(i));
      assertEquals(losses[i], series.mean(i));
      assertEquals(40L * (i + 1), series.elapsed(i));
      assertEquals(1.0 / (i + 1), series.learningRate(i));
    }
  }

  @Test
  void bucketsHoldRangeMeanAndPlaceOfTheirSteps() {
    double[] losses = losses(MANY);
    LossSeries series = series(losses);
    assertTrue(series.size() <= LossSeries.CAPACITY);
    assertTrue(series.size() > LossSeries.CAPACITY / 2, "found " + series.size());
    int next = 1;
    int widest = 0;
    for (int b = 0; b < series.size(); b++) {
      assertEquals(next, series.firstStep(b));
      next = series.lastStep(b) + 1;
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int step = series.firstStep(b); step < next; step++) {
        min = Math.min(min, losses[step - 1]);
        max = Math.max(max, losses[step - 1]);
        sum += losses[step - 1];
      }
      int count = next - series.firstStep(b);
      widest = Math.max(widest, count);
      assertEquals(count, series.count(b));
      assertEquals(min, series.min(b));
      assertEquals(max, series.max(b));
      assertEquals(sum / count, series.mean(b), 1e-12);
      assertEquals(40L * series.firstStep(b), series.elapsed(b));
      assertEquals(1.0 / series.lastStep(b), series.learningRate(b));
    }
    assertEquals(MANY + 1, next);
    assertEquals(8, widest);
    assertEquals(1, series.count(series.size() - 1), "the newest step stands alone");
  }

  @Test
  void smoothingIsTheFormulaWhereEachStepHasItsBucket() {
    double[] losses = losses(100_000);
    LossSeries series = series(losses);
    for (double s : new double[] {0, 0.5, 0.97, 0.999}) {
      assertArrayEquals(smoothedByStep(losses, s), series.smoothed(s), 1e-10);
    }
  }

  @Test
  void smoothingOfMergedStepsIsNearTheFormula() {
    double[] losses = losses(MANY);
    LossSeries series = series(losses);
    for (double s : new double[] {0.6, 0.9, 0.97, 0.999}) {
      double[] exact = smoothedByStep(losses, s);
      double[] smooth = series.smoothed(s);
      double worst = 0;
      double widest = 0;
      for (int b = 0; b < series.size(); b++) {
        widest = Math.max(widest, series.max(b) - series.min(b));
        worst = Math.max(worst, Math.abs(smooth[b] - exact[series.lastStep(b) - 1]));
        // A bucket takes its steps as equals, whose weights differ by a factor of s^(n-1) at most.
        double tolerance = (1 - Math.pow(s, 7)) * widest + 1e-10;
        assertTrue(worst <= tolerance, s + ": " + worst + " > " + tolerance);
      }
      // The newest, which the legend tells, are hardly touched.
      assertEquals(exact[MANY - 1], smooth[smooth.length - 1], 1e-6);
    }
  }

  @Test
  void smoothingOfAConstantIsThatConstantAfterAnyMerging() {
    double[] losses = new double[MANY];
    java.util.Arrays.fill(losses, 2.5);
    for (double smooth : series(losses).smoothed(0.97)) {
      assertEquals(2.5, smooth, 1e-9);
    }
  }

  @Test
  void aResumedRunGoesOnWhereItsCheckpointWas() {
    LossSeries series = series(losses(1000));
    series.truncate(600);
    assertEquals(600, series.size());
    assertEquals(600, series.lastStep());
    assertEquals(24_000, series.elapsed());
    series.add(601, 24_040, 9, 0.1);
    assertEquals(601, series.size());
    assertEquals(9, series.mean(600));
    assertEquals(601, series.lastStep(600));
  }

  @Test
  void aResumeInsideAMergedBucketKeepsItsMeanForTheStepsThatStay() {
    LossSeries series = series(losses(MANY));
    int bucket = 1000;
    int first = series.firstStep(bucket);
    double mean = series.mean(bucket);
    series.truncate(first + 1);
    assertEquals(bucket + 1, series.size());
    assertEquals(2, series.count(bucket));
    assertEquals(mean, series.mean(bucket), 1e-12);
    assertEquals(first + 1, series.lastStep(bucket));
    series.add(first + 2, 0, 1, 1);
    assertEquals(first + 2, series.firstStep(bucket + 1));
    assertTrue(series.elapsed(bucket + 1) >= series.elapsed(bucket), "time never goes back");
  }

  @Test
  void aStepThatComesAgainReplacesTheOneBefore() {
    LossSeries series = series(losses(10));
    series.add(10, 400, 7, 1);
    assertEquals(10, series.size());
    assertEquals(7, series.mean(9));
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    LossSeries series = new LossSeries();
    series.add(1, 10, 2, 1);
    series.add(2, 20, Double.NaN, 1);
    series.add(3, 30, Double.POSITIVE_INFINITY, 1);
    series.add(4, 40, 4, 1);
    assertEquals(2, series.size());
    assertArrayEquals(new double[] {2, (0.25 * 2 + 0.5 * 4) / 0.75}, series.smoothed(0.5), 1e-12);
  }

  @Test
  void stepsAndTimesAreFoundFromEachOther() {
    LossSeries series = series(losses(100));
    assertEquals(0, series.elapsedAt(0));
    assertEquals(20, series.elapsedAt(0.5), 1e-9);
    assertEquals(2000, series.elapsedAt(50), 1e-9);
    assertEquals(4000, series.elapsedAt(1e9), 1e-9);
    for (double step : new double[] {0, 0.5, 1, 7.25, 50, 99.5, 100}) {
      assertEquals(step, series.stepAt(series.elapsedAt(step)), 0.02);
    }
    assertEquals(-1, series.indexOf(0.5));
    assertEquals(0, series.indexOf(1));
    assertEquals(6, series.indexOf(7.9));
    assertEquals(99, series.indexOf(1e9));
  }

  @Test
  void aCopyStaysAsItWas() {
    LossSeries series = series(losses(100));
    LossSeries copy = series.copy();
    series.truncate(10);
    series.add(11, 500, 42, 1);
    assertEquals(100, copy.size());
    assertEquals(100, copy.lastStep());
    assertEquals(losses(100)[10], copy.mean(10));
  }

  @Test
  void anEmptySeriesHasNothing() {
    LossSeries series = new LossSeries();
    assertEquals(0, series.smoothed(0.9).length);
    assertEquals(0, series.copy().size());
    assertEquals(0, series.elapsedAt(5));
    assertEquals(0, series.stepAt(5));
    series.truncate(0);
    assertEquals(0, series.lastStep());
  }
}
