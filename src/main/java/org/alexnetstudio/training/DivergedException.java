package org.alexnetstudio.training;

import java.util.Locale;
import org.alexnetstudio.StudioException;

/** The loss or a weight is no finite number any more. */
final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final double rate;

  DivergedException(String quantity, int epoch, double rate) {
    super(
        String.format(
            Locale.ROOT,
            "%s (epoch %d) is not a finite number at the learning rate %.6g",
            quantity,
            epoch,
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
