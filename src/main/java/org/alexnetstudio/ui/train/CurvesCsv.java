package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.fx.Csv;
import org.alexnetstudio.ui.run.LossSeries;

/**
 * The numbers behind the curves as a table: a row for each bucket of training steps and for each
 * validation, by step.
 */
final class CurvesCsv {
  private static final List<String> HEADER =
      List.of(
          "run",
          "step",
          "epoch",
          "seconds",
          "steps",
          "training_loss",
          "training_loss_min",
          "training_loss_max",
          "learning_rate",
          "validation_loss",
          "top1",
          "top5");

  private CurvesCsv() {}

  /**
   * One run as it is at some moment, that another thread may read.
   *
   * @param name of the run
   * @param losses a copy
   * @param validations by step
   * @param stepsPerEpoch batches of one epoch
   */
  record Part(
      String name, LossSeries losses, List<ValidationEvent> validations, int stepsPerEpoch) {
    static Part of(CurvesRun run) {
      return new Part(
          run.name(),
          run.history().losses().copy(),
          run.history().validations(),
          run.history().stepsPerEpoch());
    }

    private double epoch(int step) {
      return step / (double) stepsPerEpoch;
    }
  }

  /** The table of several runs; {@code step} is the last of a bucket's {@code steps}. */
  static String of(List<Part> parts) {
    StringBuilder rows = new StringBuilder(Csv.record(HEADER));
    for (Part part : parts) {
      int next = 0;
      LossSeries losses = part.losses();
      for (int i = 0; i < losses.size(); i++) {
        while (next < part.validations().size()
            && part.validations().get(next).step() < losses.lastStep(i)) {
          validation(rows, part, part.validations().get(next++));
        }
        training(rows, part, i);
      }
      while (next < part.validations().size()) {
        validation(rows, part, part.validations().get(next++));
      }
    }
    return rows.toString();
  }

  private static void training(StringBuilder rows, Part part, int bucket) {
    LossSeries losses = part.losses();
    row(
        rows,
        part,
        losses.lastStep(bucket),
        List.of(
            losses.count(bucket),
            losses.mean(bucket),
            losses.min(bucket),
            losses.max(bucket),
            losses.learningRate(bucket),
            "",
            "",
            ""));
  }

  private static void validation(StringBuilder rows, Part part, ValidationEvent validation) {
    row(
        rows,
        part,
        validation.step(),
        List.of("", "", "", "", "", validation.loss(), validation.top1(), validation.top5()));
  }

  private static void row(StringBuilder rows, Part part, int step, List<?> figures) {
    List<Object> values = new ArrayList<>();
    values.add(part.name());
    values.add(step);
    values.add(part.epoch(step));
    values.add(part.losses().elapsedAt(step) / 1000);
    values.addAll(figures);
    rows.append(Csv.record(values));
  }
}
