package org.alexnetstudio.ui.train;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import javafx.beans.property.DoubleProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/**
 * The slider of the smoothing factor: each third of the way leaves a tenth of the weight that the
 * newest step has.
 */
final class CurvesSmoothing extends HBox {
  private static final double DECADES = 3;

  private final Slider slider = new Slider(0, 1, 0);
  private final Label value = new Label();

  /** Chooses {@code smoothing}. */
  CurvesSmoothing(DoubleProperty smoothing) {
    getStyleClass().add("curves-smooth");
    setMinWidth(USE_PREF_SIZE);
    slider.setSkin(new ProgressSliderSkin(slider));
    slider.getStyleClass().add(Styles.SMALL);
    slider.setBlockIncrement(0.02);
    slider.setAccessibleText("Smoothing of the training loss");
    slider.setTooltip(new Tooltip("Smooth the training loss by an exponential average"));
    value.getStyleClass().add("text-muted");
    Label name = new Label("Smooth");
    name.getStyleClass().add("text-muted");
    name.setLabelFor(slider);
    getChildren().addAll(name, slider, value);
    show(smoothing.get());
    slider
        .valueProperty()
        .addListener((property, before, now) -> smoothing.set(factor(now.doubleValue())));
    smoothing.addListener((property, before, now) -> show(now.doubleValue()));
  }

  private void show(double factor) {
    value.setText(CurvesText.smoothing(factor));
    // The slider that is dragged keeps its own place, not one rounded there and back.
    if (Math.abs(position(factor) - slider.getValue()) > 1e-6) {
      slider.setValue(position(factor));
    }
  }

  /** The factor at a place of the slider, 0 (none) to 1 (0.999). */
  static double factor(double position) {
    return 1 - Math.pow(10, -DECADES * position);
  }

  /** The place of a factor. */
  static double position(double factor) {
    return -Math.log10(1 - factor) / DECADES;
  }
}
