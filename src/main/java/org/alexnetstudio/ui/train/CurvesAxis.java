package org.alexnetstudio.ui.train;

import org.alexnetstudio.ui.run.RunHistory;

/** What the x axis counts; its unit is a step, an epoch, or a second of training. */
enum CurvesAxis {
  STEP("Step"),
  EPOCH("Epoch"),
  TIME("Time");

  private final String label;

  CurvesAxis(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Where a step lies. */
  double of(RunHistory run, double step) {
    return switch (this) {
      case STEP -> step;
      case EPOCH -> run.epochAt(step);
      case TIME -> run.losses().elapsedAt(step) / 1000;
    };
  }

  /** The step, with its fraction, that lies at {@code x}. */
  double step(RunHistory run, double x) {
    return switch (this) {
      case STEP -> x;
      case EPOCH -> x * run.stepsPerEpoch();
      case TIME -> run.losses().stepAt(x * 1000);
    };
  }

  /** Where the first step of a bucket lies. */
  double ofBucket(RunHistory run, int bucket) {
    return this == TIME
        ? run.losses().elapsed(bucket) / 1000.0
        : of(run, run.losses().firstStep(bucket));
  }
}
