package org.alexnetstudio.ui.train;

import java.util.List;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.run.LossSeries;

/**
 * The numbers behind the curves as a table: a row for each bucket of training steps and for each
 * validation, by step.
 */
final class CurvesCsv {
  private static final String HEADER =
      "run,step,epoch,seconds,steps,training_loss,training_loss_min,training_loss_max,"
          + "learning_rate,validation_loss,top1,top5\n";

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
    StringBuilder rows = new StringBuilder(HEADER);
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
    place(rows, part, losses.lastStep(bucket));
    rows.append(losses.count(bucket)).append(',');
    rows.append(losses.mean(bucket)).append(',');
    rows.append(losses.min(bucket)).append(',');
    rows.append(losses.max(bucket)).append(',');
    rows.append(losses.learningRate(bucket)).append(",,,\n");
  }

  private static void validation(StringBuilder rows, Part part, ValidationEvent validation) {
    place(rows, part, validation.step());
    rows.append(",,,,,").append(validation.loss()).append(',');
    rows.append(validation.top1()).append(',').append(validation.top5()).append('\n');
  }

  private static void place(StringBuilder rows, Part part, int step) {
    rows.append('"').append(part.name().replace("\"", "\"\"")).append("\",");
    rows.append(step).append(',').append(part.epoch(step)).append(',');
    rows.append(part.losses().elapsedAt(step) / 1000).append(',');
  }
}
