package org.alexnetstudio.ui.train;

import java.util.Arrays;
import javafx.geometry.Orientation;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** A picture of few pixels at the largest whole multiple that its height and width allow. */
final class PixelPicture extends Region {
  private static final int USUAL_SCALE = 4;

  private final ImageView image = new ImageView();
  private int[] argb = new int[1];
  private int columns = 1;
  private @Nullable Raster raster;
  private boolean stale = true;

  PixelPicture() {
    getStyleClass().add("pixel-picture");
    setMinSize(0, 0);
    image.setSmooth(false);
    getChildren().add(image);
  }

  /** Shows opaque pixels, row by row. */
  void show(int[] pixels, int width) {
    stale = stale || !Arrays.equals(pixels, argb);
    boolean resized = width != columns || pixels.length != argb.length;
    argb = pixels;
    columns = width;
    if (resized && getParent() != null) {
      getParent().requestLayout();
    }
    requestLayout();
  }

  private int rows() {
    return argb.length / columns;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.VERTICAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    double scale = height < 0 ? USUAL_SCALE : Math.max(1, Math.floor(height / rows()));
    return scale * columns;
  }

  @Override
  protected double computePrefHeight(double width) {
    return USUAL_SCALE * rows();
  }

  @Override
  protected void layoutChildren() {
    int scale = (int) Math.max(1, Math.min(getWidth() / columns, getHeight() / rows()));
    Raster target = raster;
    if (target == null || target.width() != columns * scale || target.height() != rows() * scale) {
      target = new Raster(columns * scale, rows() * scale);
      image.setImage(target.image());
      raster = target;
      stale = true;
    }
    if (stale) {
      target.draw(argb, columns, 0, 0, scale);
      target.publish();
      stale = false;
    }
    image.relocate(0, 0);
  }
}
