package org.alexnetstudio.training;

import java.util.Locale;
import org.alexnetstudio.StudioException;

/** The loss or a weight is no finite number any more. */
final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final double initial;

  DivergedException(String quantity, int epoch, double rate, double initial) {
    super(
        String.format(
            Locale.ROOT,
            "%s (epoch %d) is not a finite number at the learning rate %.6g",
            quantity,
            epoch,
            rate));
    this.initial = initial;
  }

  StudioException toStudioException() {
    return StudioException.failed(
        "The training diverged",
        String.valueOf(getMessage()),
        String.format(
            Locale.ROOT,
            "Start a new run with a lower learning rate, as by --set"
                + " training.schedule.initial=%.2g, or check the initial weights and the"
                + " normalisation; the last checkpoint is sound.",
            initial / 10),
        this);
  }
}
