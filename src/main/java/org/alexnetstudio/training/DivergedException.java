package org.alexnetstudio.training;

import java.util.Locale;
import org.alexnetstudio.StudioException;

/** The loss is no number any more. */
final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final double rate;

  DivergedException(int step, int epoch, double loss, double rate) {
    super(
        String.format(
            Locale.ROOT,
            "the loss of step %d (epoch %d) is %s at the learning rate %.6g",
            step,
            epoch,
            Double.isNaN(loss) ? "not a number" : "infinite",
            rate));
    this.rate = rate;
  }

  StudioException toStudioException() {
    return StudioException.failed(
        "The training diverged",
        String.valueOf(getMessage()),
        String.format(
            Locale.ROOT,
            "Lower the learning rate, as by --set training.schedule.initial=%.2g, or check the"
                + " initial weights and the normalisation; the last checkpoint is sound.",
            rate / 10),
        this);
  }
}
