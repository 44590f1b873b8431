package org.alexnetstudio.ui.classify;

import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.session.ShownImage;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** A whole image as large as there is room, with what the network sees of it outlined. */
final class CropPicture extends Pane {
  /** Up to this side pictures are shown pixel by pixel, larger ones smoothly. */
  private static final int PIXELS = 128;

  /** A photograph that is magnified further only gets blurred. */
  private static final double MOST = 2;

  private final ImageView view = new ImageView();
  private final Region outline = new Region();
  private final Region[] outside = {new Region(), new Region(), new Region(), new Region()};
  private @Nullable ShownImage shown;
  private @Nullable Image smooth;
  private @Nullable Rectangle2D seen;
  private int magnified;

  CropPicture() {
    setMinSize(0, 0);
    outline.getStyleClass().add("crop-outline");
    getChildren().add(view);
    for (Region region : outside) {
      region.getStyleClass().add("crop-outside");
      getChildren().add(region);
    }
    getChildren().add(outline);
  }

  /** Shows an image, or nothing. */
  void show(@Nullable ShownImage image) {
    shown = image;
    smooth = image == null ? null : Raster.imageOf(image.picture());
    magnified = 0;
    view.setImage(smooth);
    requestLayout();
  }

  @Nullable ShownImage shown() {
    return shown;
  }

  /**
   * Outlines a part.
   *
   * @param part in parts of width and height of the image, from 0 to 1; null for none
   */
  void outline(@Nullable Rectangle2D part) {
    seen = part;
    requestLayout();
  }

  /** What a network sees of an image of {@code width} x {@code height}: see {@link #outline}. */
  static Rectangle2D seen(int width, int height, WeightsOrigin weights, boolean tenCrop) {
    double kept = tenCrop ? weights.resize().crop() : weights.side();
    double side = Math.min(width, height) * kept / weights.resize().shorterSide();
    return new Rectangle2D(
        (1 - side / width) / 2, (1 - side / height) / 2, side / width, side / height);
  }

  @Override
  protected void layoutChildren() {
    ShownImage image = shown;
    Rectangle2D part = seen;
    outline.setVisible(image != null && part != null);
    for (Region region : outside) {
      region.setVisible(outline.isVisible());
    }
    if (image == null) {
      return;
    }
    Picture picture = image.picture();
    double scale =
        Math.min(MOST, Math.min(getWidth() / picture.width(), getHeight() / picture.height()));
    if (Math.max(picture.width(), picture.height()) <= PIXELS) {
      scale =
          Math.max(
              1,
              Math.floor(Math.min(getWidth() / picture.width(), getHeight() / picture.height())));
      magnify(picture, (int) scale);
    }
    double width = Math.rint(picture.width() * scale);
    double height = Math.rint(picture.height() * scale);
    double left = Math.rint((getWidth() - width) / 2);
    double top = Math.rint((getHeight() - height) / 2);
    view.setFitWidth(width);
    view.setFitHeight(height);
    view.relocate(left, top);
    if (part != null) {
      place(left, top, width, height, part);
    }
  }

  /** The pixels as squares: the software pipeline would blur them. */
  private void magnify(Picture picture, int scale) {
    if (magnified != scale) {
      Raster raster = new Raster(picture.width() * scale, picture.height() * scale);
      raster.draw(picture.argb(), picture.width(), 0, 0, scale);
      raster.publish();
      view.setImage(raster.image());
      magnified = scale;
    }
  }

  private void place(double left, double top, double width, double height, Rectangle2D part) {
    double x = Math.rint(left + part.getMinX() * width);
    double y = Math.rint(top + part.getMinY() * height);
    double w = Math.rint(part.getWidth() * width);
    double h = Math.rint(part.getHeight() * height);
    outline.resizeRelocate(x, y, w, h);
    outside[0].resizeRelocate(left, top, width, Math.max(0, y - top));
    outside[1].resizeRelocate(left, y + h, width, Math.max(0, top + height - y - h));
    outside[2].resizeRelocate(left, y, Math.max(0, x - left), h);
    outside[3].resizeRelocate(x + w, y, Math.max(0, left + width - x - w), h);
  }
}
