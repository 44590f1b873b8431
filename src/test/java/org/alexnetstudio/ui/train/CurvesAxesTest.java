package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alexnetstudio.ui.train.CurvesMarks.Label;
import org.alexnetstudio.ui.train.CurvesMarks.Mark;
import org.alexnetstudio.ui.train.CurvesTicks.Tick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Ranges, scales, round numbers, and the places of labels. */
class CurvesAxesTest {
  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).toList();
  }

  @Test
  void ticksAreRoundNumbersWithSeparators() {
    CurvesRange steps = new CurvesRange(0, 1500);
    assertEquals(
        List.of("0", "250", "500", "750", "1,000", "1,250", "1,500"),
        labels(CurvesTicks.ofX(CurvesAxis.STEP, steps, 6)));
    assertEquals(
        List.of("1.95", "2.00", "2.05"),
        labels(CurvesTicks.linear(new CurvesRange(1.93, 2.06), 3)));
    assertEquals(
        List.of("0M", "1M", "2M"),
        labels(CurvesTicks.ofX(CurvesAxis.STEP, new CurvesRange(0, 2_160_000), 3)).stream()
            .map(label -> label.equals("0") ? "0M" : label)
            .toList());
  }

  @Test
  void stepsHaveNoFractions() {
    assertEquals(
        List.of("0", "1", "2", "3"),
        labels(CurvesTicks.ofX(CurvesAxis.STEP, new CurvesRange(0, 3), 10)));
  }

  @Test
  void timesAreRoundTimes() {
    assertEquals(
        List.of("0", "10 min", "20 min", "30 min"),
        labels(CurvesTicks.ofX(CurvesAxis.TIME, new CurvesRange(0, 1810), 4)));
    assertEquals(
        List.of("0", "6 h", "12 h", "18 h", "24 h"),
        labels(CurvesTicks.ofX(CurvesAxis.TIME, new CurvesRange(0, 86_400), 5)));
    assertEquals(
        List.of("1 min 30 s", "1 min 45 s", "2 min"),
        labels(CurvesTicks.ofX(CurvesAxis.TIME, new CurvesRange(80, 121), 3)));
  }

  @Test
  void aLogarithmicAxisHasTheNumbersOfItsDecades() {
    assertEquals(
        List.of("0.1", "0.2", "0.5", "1", "2", "5"),
        labels(CurvesTicks.logarithmic(new CurvesRange(0.09, 6), 8)));
    assertEquals(
        List.of("0.001", "0.1", "10"),
        labels(CurvesTicks.logarithmic(new CurvesRange(0.0009, 60), 3)));
    assertTrue(CurvesTicks.logarithmic(new CurvesRange(2.1, 2.9), 4).size() >= 2);
  }

  @Test
  void accuracyMeetsItsUpperEnd() {
    assertEquals(
        List.of("0", "20", "40", "60", "80"),
        labels(CurvesTicks.accuracy(new CurvesRange(0, 80), 4)));
    assertEquals(List.of("0", "40", "80"), labels(CurvesTicks.accuracy(new CurvesRange(0, 80), 2)));
    assertEquals(
        List.of("0", "50", "100"), labels(CurvesTicks.accuracy(new CurvesRange(0, 100), 3)));
  }

  @ParameterizedTest
  @EnumSource(CurvesAxis.class)
  void anyRangeHasAFewTicksAndNoMoreThanFit(CurvesAxis axis) {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double length = Math.pow(10, 8 * random.nextDouble() - 1);
      double low = random.nextBoolean() ? 0 : 1e6 * random.nextDouble();
      List<Tick> ticks = CurvesTicks.ofX(axis, new CurvesRange(low, low + length), 8);
      assertTrue(ticks.size() <= 9, ticks::toString);
      assertTrue(ticks.size() >= (length > 8 ? 2 : 0), low + " " + length + " " + ticks);
      assertEquals(ticks.size(), ticks.stream().map(Tick::label).distinct().count(), "" + ticks);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.314, 2.31",
    "0.0421, 0.042",
    "0.00421, 0.0042",
    "0.0000421, 4.2e-05",
    "12345.6, '12,345.6'",
    "0, 0.00"
  })
  void lossesHaveAboutThreeFigures(double loss, String text) {
    assertEquals(text, CurvesText.loss(loss));
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.01", "0.001, 0.001", "0.000123456, 0.000123", "0.000002, 2e-06", "0.1, 0.1"})
  void ratesAreShort(double rate, String text) {
    assertEquals(text, CurvesText.rate(rate));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "45, 45 s",
    "60, 1 min",
    "750, 12 min 30 s",
    "10920, 3 h 02 min",
    "7200, 2 h"
  })
  void durationsAreRead(double seconds, String text) {
    assertEquals(text, CurvesText.duration(seconds));
  }

  @Test
  void aSpikeDoesNotFlattenTheRest() {
    double[] values = new double[700];
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 - i / 700.0;
    }
    CurvesRange plain = CurvesRange.robust(values);
    assertEquals(3, plain.high(), 1e-9, "what is no outlier is in view");
    assertEquals(2, plain.low(), 0.01);
    values[0] = 150;
    values[1] = 90;
    values[2] = Double.NaN;
    values[3] = Double.POSITIVE_INFINITY;
    CurvesRange robust = CurvesRange.robust(values);
    assertTrue(robust.high() < 3.1, robust.toString());
    assertTrue(robust.contains(2.5));
  }

  @Test
  void rangesOfLittle() {
    assertNull(CurvesRange.robust(new double[0]));
    assertNull(CurvesRange.robust(new double[] {Double.NaN}));
    assertTrue(CurvesRange.robust(new double[] {2, 2, 2}).contains(2));
    assertTrue(CurvesRange.robust(new double[] {0}).contains(0));
    assertEquals(new CurvesRange(1, 2), CurvesRange.robust(new double[] {2, 1}));
    assertThrows(IllegalArgumentException.class, () -> new CurvesRange(1, 1));
  }

  @Test
  void rangesMoveIntoTheirBounds() {
    CurvesRange bounds = new CurvesRange(0, 10);
    assertEquals(new CurvesRange(0, 4), new CurvesRange(-3, 1).within(bounds));
    assertEquals(new CurvesRange(6, 10), new CurvesRange(8, 12).within(bounds));
    assertEquals(bounds, new CurvesRange(-5, 20).within(bounds));
    assertEquals(new CurvesRange(4, 6), new CurvesRange(3, 7).scaled(5, 0.5));
  }

  @Test
  void scalesGoThereAndBack() {
    for (boolean log : new boolean[] {false, true}) {
      CurvesScale scale = new CurvesScale(new CurvesRange(0.1, 10), 200, 20, log);
      assertEquals(200, scale.pixel(0.1), 1e-9);
      assertEquals(20, scale.pixel(10), 1e-9);
      assertEquals(1.7, scale.value(scale.pixel(1.7)), 1e-9);
    }
    CurvesScale log = new CurvesScale(new CurvesRange(0.1, 10), 200, 20, true);
    assertEquals(110, log.pixel(1), 1e-9, "equal ratios are equally far apart");
    assertTrue(log.pixel(0) > 200, "zero lies below");
    assertTrue(Double.isFinite(log.pixel(-1)));
  }

  @Test
  void labelsNeverOverlap() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Mark> marks =
          IntStream.range(0, 1 + random.nextInt(40))
              .mapToObj(i -> new Mark(40 + 560 * random.nextDouble(), "LR 0.01 → 0.001", i == 0))
              .toList();
      List<Label> labels = CurvesMarks.place(marks, text -> 80, 40, 600);
      assertEquals(marks.get(0), labels.get(0).mark(), "the first has room");
      for (int i = 0; i < labels.size(); i++) {
        Label a = labels.get(i);
        assertTrue(a.x() >= 40 && a.x() + a.width() <= 600);
        for (Label b : labels.subList(i + 1, labels.size())) {
          assertTrue(
              a.row() != b.row() || a.x() + a.width() < b.x() || b.x() + b.width() < a.x(),
              a + " and " + b);
        }
      }
    }
  }

  @Test
  void labelsStandBesideTheirLines() {
    List<Label> labels =
        CurvesMarks.place(
            List.of(new Mark(400, "Best", true), new Mark(300, "LR", false)), t -> 50, 0, 600);
    assertTrue(labels.get(0).x() > 400);
    assertTrue(labels.get(1).x() + 50 < 300);
    Label atEdge = CurvesMarks.place(List.of(new Mark(590, "Best", true)), t -> 50, 0, 600).get(0);
    assertTrue(atEdge.x() + 50 < 590, "at the edge it stands on the other side");
  }
}
