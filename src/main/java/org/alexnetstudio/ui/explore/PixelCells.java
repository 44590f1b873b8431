package org.alexnetstudio.ui.explore;

import javafx.scene.image.ImageView;
import org.alexnetstudio.ui.fx.Raster;

/** Cells that are pixels of a picture, at the largest whole multiple that fits. */
class PixelCells extends Cells {
  private final ImageView image = new ImageView();
  private int side;
  private int scale = 1;

  /** A picture whose longer side is about {@code side} on the screen. */
  PixelCells(int side) {
    this.side = side;
    getChildren().add(0, image);
  }

  /** Shows opaque pixels, row by row, a cell each. */
  final void show(int[] argb, int columns) {
    measure(argb.length / columns, columns);
    Raster raster = new Raster(columns * scale, argb.length / columns * scale);
    raster.draw(argb, columns, 0, 0, scale);
    show(raster);
  }

  final void show(Raster raster) {
    raster.publish();
    image.setImage(raster.image());
  }

  final void measure(int rows, int columns) {
    scale = Math.max(1, side / Math.max(rows, columns));
    divide(rows, columns);
  }

  final void setSide(int newSide) {
    side = newSide;
  }

  final int side() {
    return side;
  }

  /** Pixels on the screen for a side of a cell. */
  final int scale() {
    return scale;
  }

  @Override
  double cellWidth() {
    return scale;
  }

  @Override
  double cellHeight() {
    return scale;
  }
}
