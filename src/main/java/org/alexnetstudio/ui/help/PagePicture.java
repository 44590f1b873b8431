package org.alexnetstudio.ui.help;

import java.net.URL;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/** A picture as wide as the page at most, and never larger than it is. */
final class PagePicture extends Region {
  private final ImageView view;

  /** Shows the picture; {@code description} is for those who don't see it. */
  PagePicture(URL source, String description) {
    Image image = new Image(source.toExternalForm());
    if (image.isError()) {
      throw new IllegalArgumentException(source + " is no picture", image.getException());
    }
    view = new ImageView(image);
    view.setSmooth(true);
    view.setAccessibleText(description);
    getStyleClass().add("help-picture");
    setMinWidth(0);
    getChildren().add(view);
  }

  private double shownWidth(double width) {
    double own = view.getImage().getWidth();
    return width < 0 ? own : Math.min(own, width - snappedLeftInset() - snappedRightInset());
  }

  @Override
  public javafx.geometry.Orientation getContentBias() {
    return javafx.geometry.Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    return view.getImage().getWidth() + snappedLeftInset() + snappedRightInset();
  }

  @Override
  protected double computePrefHeight(double width) {
    double shape = view.getImage().getHeight() / view.getImage().getWidth();
    return Math.rint(shownWidth(width) * shape) + snappedTopInset() + snappedBottomInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double width = shownWidth(getWidth());
    view.setFitWidth(width);
    view.setFitHeight(Math.rint(width * view.getImage().getHeight() / view.getImage().getWidth()));
    view.relocate(snappedLeftInset(), snappedTopInset());
  }
}
