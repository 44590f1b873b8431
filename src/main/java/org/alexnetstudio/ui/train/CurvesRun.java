package org.alexnetstudio.ui.train;

import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.ui.run.LossSeries;
import org.alexnetstudio.ui.run.RunHistory;
import org.alexnetstudio.ui.run.ShownRun;

/** One run among the curves, with its smoothed loss. */
final class CurvesRun {
  private final ShownRun run;
  private final CurvesStyle style;
  private final String otherName;

  private double[] smoothed = new double[0];
  private double smoothing = -1;
  private long version = -1;

  /** {@code otherName} serves until the run's own is known. */
  CurvesRun(ShownRun run, CurvesStyle style, String otherName) {
    this.run = run;
    this.style = style;
    this.otherName = otherName;
  }

  ShownRun run() {
    return run;
  }

  RunHistory history() {
    return run.history();
  }

  CurvesStyle style() {
    return style;
  }

  boolean isEmpty() {
    return history().losses().size() == 0;
  }

  /** For people: the experiment and when it began. */
  String name() {
    RunDetails details = run.details().get();
    return details == null
        ? otherName
        : details.experiment().name() + ", " + CurvesText.day(details.created());
  }

  /** The smoothed loss after each bucket. */
  double[] smoothed(double factor) {
    LossSeries losses = history().losses();
    if (factor != smoothing || losses.version() != version) {
      smoothed = losses.smoothed(factor);
      smoothing = factor;
      version = losses.version();
    }
    return smoothed;
  }
}
