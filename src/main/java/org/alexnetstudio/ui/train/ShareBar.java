package org.alexnetstudio.ui.train;

import javafx.scene.layout.Region;

/** A bar that fills a share of its track. */
final class ShareBar extends Region {
  private final Region fill = new Region();
  private double share;

  ShareBar() {
    getStyleClass().add("share-bar");
    fill.getStyleClass().add("share-fill");
    fill.setManaged(false);
    getChildren().add(fill);
  }

  void show(double shown) {
    if (shown != share) {
      share = shown;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    // What is above 0 is seen, be it ever so little.
    double width = share > 0 ? Math.max(1, getWidth() * share) : 0;
    fill.resizeRelocate(0, 0, width, getHeight());
  }
}
