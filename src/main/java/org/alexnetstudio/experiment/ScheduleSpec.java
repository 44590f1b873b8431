package org.alexnetstudio.experiment;

/** The learning rate over time. */
public sealed interface ScheduleSpec {
  /** The rate of the first step (after the warm-up, where there is one). */
  double initial();

  /** Always the same. */
  record Constant(double initial) implements ScheduleSpec {
    /** Refuses values out of range. */
    public Constant {
      Check.positive("initial", initial, 100);
    }
  }

  /** Multiplied by {@code factor} after every {@code everyEpochs} epochs. */
  record Step(double initial, double factor, int everyEpochs) implements ScheduleSpec {
    /** Refuses values out of range. */
    public Step {
      Check.positive("initial", initial, 100);
      Check.positive("factor", factor, 1);
      Check.range("everyEpochs", everyEpochs, 1, 100000);
    }
  }

  /**
   * The paper's: multiplied by {@code factor}, at most {@code times} times, when the validation
   * error (1 - top-1) has not improved for {@code patience} epochs.
   */
  record Plateau(double initial, double factor, int times, int patience) implements ScheduleSpec {
    /** Refuses values out of range. */
    public Plateau {
      Check.positive("initial", initial, 100);
      Check.positive("factor", factor, 1);
      Check.range("times", times, 0, 100);
      Check.range("patience", patience, 1, 1000);
    }
  }

  /**
   * Rises in a line over {@code warmupEpochs}, then falls along half a cosine to {@code last} at
   * the end of the last epoch.
   */
  record Cosine(double initial, double last, int warmupEpochs) implements ScheduleSpec {
    /** Refuses values out of range. */
    public Cosine {
      Check.positive("initial", initial, 100);
      Check.range("last", last, 0, initial);
      Check.range("warmupEpochs", warmupEpochs, 0, 10000);
    }
  }
}
