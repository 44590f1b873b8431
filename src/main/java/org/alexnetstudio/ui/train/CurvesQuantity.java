package org.alexnetstudio.ui.train;

import javafx.scene.paint.Color;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.fx.Palette;

/** What is drawn of each run, in the order of the legend. */
enum CurvesQuantity {
  TRAINING_LOSS("Training loss", "Train loss"),
  VALIDATION_LOSS("Validation loss", "Val loss"),
  TOP1("Top-1", "Top-1"),
  TOP5("Top-5", "Top-5");

  private final String label;
  private final String shortLabel;

  CurvesQuantity(String label, String shortLabel) {
    this.label = label;
    this.shortLabel = shortLabel;
  }

  String label(boolean narrow) {
    return narrow ? shortLabel : label;
  }

  boolean isLoss() {
    return this == TRAINING_LOSS || this == VALIDATION_LOSS;
  }

  /** Of a validation, as the axes count it: accuracies in percent. */
  double of(ValidationEvent validation) {
    return switch (this) {
      case TRAINING_LOSS -> throw new IllegalArgumentException("no validation has it");
      case VALIDATION_LOSS -> validation.loss();
      case TOP1 -> 100 * validation.top1();
      case TOP5 -> 100 * validation.top5();
    };
  }

  Color colour(Palette palette) {
    return switch (this) {
      case TRAINING_LOSS -> palette.trainingLoss();
      case VALIDATION_LOSS -> palette.validationLoss();
      case TOP1 -> palette.top1();
      case TOP5 -> palette.top5();
    };
  }
}
