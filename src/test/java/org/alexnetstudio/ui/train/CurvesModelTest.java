package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.run.LossSeries;
import org.alexnetstudio.ui.run.ShownRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurvesModelTest {
  private static final int STEPS = 1412;
  private static final int EPOCH = 41;

  private final List<RunEvent> events = CurvesRuns.training(STEPS, EPOCH, 1);
  private final SimpleObjectProperty<ShownRun> run =
      new SimpleObjectProperty<>(CurvesRuns.of(events));
  private final CurvesModel model = new CurvesModel(run, (path, listener) -> () -> {});

  private double rawLoss(int step) {
    return events.stream()
        .filter(StepEvent.class::isInstance)
        .map(StepEvent.class::cast)
        .filter(each -> each.step() == step)
        .findFirst()
        .orElseThrow()
        .loss();
  }

  private ValidationEvent validationOf(int epoch) {
    return events.stream()
        .filter(ValidationEvent.class::isInstance)
        .map(ValidationEvent.class::cast)
        .filter(each -> each.epoch() == epoch)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCrosshairTellsTheValuesOfItsStep() {
    model.pointAt(430.3);
    assertEquals(430, model.crosshair().get());
    CurvesValues values = model.valuesAtCrosshair(model.first());
    assertEquals(430, values.step());
    assertEquals(430.0 / EPOCH, values.epoch(), 1e-9);
    assertEquals(860, values.seconds(), 1e-9);
    assertEquals(rawLoss(430), values.low());
    assertEquals(rawLoss(430), values.high());
    assertEquals(0.01, values.learningRate());
    assertEquals(10, values.validation().epoch(), "the last validation before");
    double last = 0;
    for (int step = 1; step <= 430; step++) {
      last = 0.97 * last + 0.03 * rawLoss(step);
    }
    assertEquals(last / (1 - Math.pow(0.97, 430)), values.loss(), 1e-9);

    CurvesReadout readout = CurvesReadout.of(model);
    assertEquals("step 430 · epoch 10.5", readout.title());
    assertEquals(
        "loss "
            + CurvesText.loss(values.loss())
            + "  raw "
            + CurvesText.loss(rawLoss(430))
            + "  LR 0.01",
        readout.lines().get(0).text());
    assertEquals(4, readout.points().size());
    assertEquals(410, readout.points().get(1).x());
    assertEquals(validationOf(10).loss(), readout.points().get(1).value());
  }

  @Test
  void beyondTheEndsTheCrosshairStaysAtThem() {
    model.pointAt(-50);
    assertEquals(1, model.crosshair().get());
    model.pointAt(1e9);
    assertEquals(STEPS, model.crosshair().get());
  }

  @Test
  void withoutStepsThereIsNothingToTell() {
    run.set(CurvesRuns.empty());
    model.pointAt(5);
    assertNull(CurvesReadout.of(model));
    assertNull(model.first());
    assertEquals(new CurvesRange(0, 1), model.all());
    assertNotNull(CurvesLayout.of(model, 700, 300, 11));
  }

  @Test
  void theLegendTellsTheNewestAndWhatIsStillToCome() {
    List<String> values =
        CurvesLegend.entries(model, false).stream().map(CurvesLegend.Entry::value).toList();
    ValidationEvent last = validationOf(34);
    assertEquals(CurvesText.loss(last.loss()), values.get(1));
    assertEquals(CurvesText.percent(last.top1()), values.get(2));
    assertEquals(CurvesText.percent(last.top5()), values.get(3));

    run.set(CurvesRuns.of(CurvesRuns.training(30, EPOCH, 1)));
    values = CurvesLegend.entries(model, true).stream().map(CurvesLegend.Entry::value).toList();
    assertEquals(List.of("–", "after epoch 1", "after epoch 1"), values.subList(1, 4));
  }

  @Test
  void aResumeTakesBackWhatItVoids() {
    ShownRun resumed = run.get();
    resumed.history().add(CurvesRuns.start(700, EPOCH));
    resumed.history().add(CurvesRuns.step(701, EPOCH, 9.5, 0.02));
    model.pointAt(STEPS);
    CurvesValues values = model.valuesAtCrosshair(model.first());
    assertEquals(701, values.step());
    assertEquals(9.5, values.low());
    assertEquals(0.02, values.learningRate());
    assertEquals(17, values.validation().epoch());
    CurvesLayout layout = CurvesLayout.of(model, 700, 300, 11);
    assertEquals(0, layout.marks().size(), "the drop and the best came later");
    assertTrue(layout.x().range().high() < 800);
  }

  @ParameterizedTest
  @EnumSource(CurvesAxis.class)
  void aViewKeepsItsStepsOnEveryAxis(CurvesAxis axis) {
    model.setX(new CurvesRange(400, 600));
    model.axis().set(axis);
    CurvesRange view = model.zoom().get().x();
    LossSeries losses = run.get().history().losses();
    assertEquals(axis.of(run.get().history(), 400), view.low(), 1e-6);
    assertEquals(axis.of(run.get().history(), 600), view.high(), 1e-6);
    assertEquals(400, axis.step(run.get().history(), view.low()), 1e-6);
    assertEquals(
        axis.of(run.get().history(), losses.firstStep(99)),
        axis.ofBucket(run.get().history(), 99),
        1e-9);
  }

  @Test
  void zoomEndsAtAFewStepsAndAtAllThereIs() {
    CurvesRange all = model.all();
    model.zoomX(all, 700, 0.5);
    assertEquals(STEPS / 2.0, model.zoom().get().x().length(), 1e-9);
    assertEquals(350, model.zoom().get().x().low(), 1e-9);
    for (int i = 0; i < 50; i++) {
      model.zoomX(model.zoom().get().x(), 700, 0.5);
    }
    assertEquals(4, model.zoom().get().x().length(), 1e-6);
    model.setX(new CurvesRange(1400, 1500));
    assertEquals(new CurvesRange(1312, 1412), model.zoom().get().x());
    model.zoomX(model.zoom().get().x(), 1400, 100);
    assertNull(model.zoom().get().x());
  }

  @Test
  void theMostImportantMarksComeFirst() {
    CurvesLayout layout = CurvesLayout.of(model, 735, 300, 11);
    assertEquals(
        List.of("Best", "LR 0.01 → 0.001"),
        layout.marks().stream().map(CurvesMarks.Mark::label).toList());
    assertEquals(layout.x().pixel(33 * EPOCH), layout.marks().get(0).x());
    model.setX(new CurvesRange(0, 500));
    assertEquals(0, CurvesLayout.of(model, 735, 300, 11).marks().size());
  }

  @Test
  void columnsHoldTheExtremesOfAllTheirSteps() {
    run.set(CurvesRuns.of(CurvesRuns.training(100_000, 2000, 3)));
    CurvesScale scale = new CurvesScale(new CurvesRange(0, 100_000), 40, 740, false);
    CurvesTrace trace = CurvesTrace.of(model.first(), CurvesAxis.STEP, scale, 0.97);
    assertTrue(trace.x().length <= 704, "columns: " + trace.x().length);
    LossSeries losses = run.get().history().losses();
    double[] smoothed = losses.smoothed(0.97);
    int bucket = 0;
    for (int column = 0; column < trace.x().length; column++) {
      double pixel = Math.floor(scale.pixel(losses.firstStep(bucket)));
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      while (bucket < losses.size() && Math.floor(scale.pixel(losses.firstStep(bucket))) == pixel) {
        low = Math.min(low, losses.min(bucket));
        high = Math.max(high, losses.max(bucket));
        bucket++;
      }
      assertEquals(pixel, Math.floor(trace.x()[column]));
      assertEquals(low, trace.low()[column]);
      assertEquals(high, trace.high()[column]);
      assertEquals(smoothed[bucket - 1], trace.smooth()[column]);
    }
    assertEquals(losses.size(), bucket, "every step is in a column");
  }

  @Test
  void aViewOfAFewStepsReachesBeyondBothItsEnds() {
    CurvesScale scale = new CurvesScale(new CurvesRange(100.5, 105.5), 40, 740, false);
    CurvesTrace trace = CurvesTrace.of(model.first(), CurvesAxis.STEP, scale, 0);
    assertEquals(7, trace.x().length);
    assertTrue(trace.x()[0] < 40 && trace.x()[6] > 740);
    assertEquals(rawLoss(103), trace.smooth()[3]);
    assertEquals(2, trace.validations().size(), "one at either side, for their line");
  }

  @Test
  void theAxisOfTheLossShowsAFirstSpikeOnlyWhereItIsLookedAt() {
    List<RunEvent> spiky = new ArrayList<>(List.of(CurvesRuns.start(0, 100)));
    for (int s = 1; s <= 1000; s++) {
      spiky.add(CurvesRuns.step(s, 100, s < 4 ? 500.0 / s : 3 - s / 500.0, 0.01));
    }
    run.set(CurvesRuns.of(spiky));
    CurvesRange all = CurvesLayout.of(model, 700, 300, 11).lossScale().range();
    assertTrue(all.high() < 4, all.toString());
    model.setX(new CurvesRange(0, 6));
    CurvesRange begin = CurvesLayout.of(model, 700, 300, 11).lossScale().range();
    assertTrue(begin.contains(500) || begin.contains(250), begin.toString());
  }

  @Test
  void aLossOfZeroDoesNotBreakTheLogarithm() {
    List<RunEvent> zeros = new ArrayList<>(List.of(CurvesRuns.start(0, 100)));
    for (int s = 1; s <= 50; s++) {
      zeros.add(CurvesRuns.step(s, 100, s < 25 ? 1 : 0, 0.01));
    }
    run.set(CurvesRuns.of(zeros));
    model.logarithmic().set(true);
    CurvesRange range = CurvesLayout.of(model, 700, 300, 11).lossScale().range();
    assertTrue(range.low() > 0, range.toString());
  }

  @Test
  void theTableHasEveryStepAndEveryValidation() {
    List<String> rows = CurvesCsv.of(List.of(CurvesCsv.Part.of(model.first()))).lines().toList();
    assertEquals(
        "run,step,epoch,seconds,steps,training_loss,training_loss_min,training_loss_max,"
            + "learning_rate,validation_loss,top1,top5",
        rows.get(0));
    assertEquals(1 + STEPS + 34, rows.size());
    int columns = rows.get(0).split(",", -1).length;
    int before = 0;
    int steps = 0;
    int validations = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      assertEquals(columns, cells.length, row);
      int step = Integer.parseInt(cells[1]);
      assertTrue(step >= before, "steps rise");
      before = step;
      assertEquals(step / (double) EPOCH, Double.parseDouble(cells[2]), 1e-12);
      assertEquals(step * 2.0, Double.parseDouble(cells[3]), 1e-9);
      if (cells[9].isEmpty()) {
        steps++;
        assertEquals(rawLoss(step), Double.parseDouble(cells[5]));
        assertEquals(rawLoss(step), Double.parseDouble(cells[6]));
        assertEquals(rawLoss(step), Double.parseDouble(cells[7]));
        assertEquals(step > STEPS * 3 / 4 ? 1e-3 : 1e-2, Double.parseDouble(cells[8]));
      } else {
        validations++;
        ValidationEvent validation = validationOf(step / EPOCH);
        assertEquals(validation.loss(), Double.parseDouble(cells[9]));
        assertEquals(validation.top1(), Double.parseDouble(cells[10]));
        assertEquals(validation.top5(), Double.parseDouble(cells[11]));
      }
    }
    assertEquals(STEPS, steps);
    assertEquals(34, validations);
  }

  @Test
  void theSliderReachesFromNoneToAThousandSteps() {
    assertEquals(0, CurvesSmoothing.factor(0));
    assertEquals(0.999, CurvesSmoothing.factor(1), 1e-12);
    for (double factor : new double[] {0, 0.5, 0.97, 0.999}) {
      assertEquals(factor, CurvesSmoothing.factor(CurvesSmoothing.position(factor)), 1e-12);
    }
  }
}
