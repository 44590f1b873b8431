package org.alexnetstudio.ui.train;

import javafx.beans.value.ObservableValue;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.alexnetstudio.ui.fx.Icons;
import org.jspecify.annotations.Nullable;

/** A pinned picture, square with round corners; an icon where it can't be read. */
final class ProbePicture extends StackPane {
  private static final double ROUND = 8;

  private final ImageView image = new ImageView();

  ProbePicture() {
    getStyleClass().add("probe-picture");
    Rectangle corners = new Rectangle();
    corners.setArcWidth(ROUND);
    corners.setArcHeight(ROUND);
    corners.widthProperty().bind(image.fitWidthProperty());
    corners.heightProperty().bind(image.fitHeightProperty());
    image.setClip(corners);
    getChildren().addAll(Icons.of("mdal-image"), image);
    setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  void setSide(double side) {
    setPrefSize(side, side);
    image.setFitWidth(side);
    image.setFitHeight(side);
  }

  void show(ObservableValue<@Nullable Image> picture) {
    image.imageProperty().bind(picture);
  }
}
