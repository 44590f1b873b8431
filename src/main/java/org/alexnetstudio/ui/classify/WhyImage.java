package org.alexnetstudio.ui.classify;

import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** What the network sees of an image, as large as there is room, with colours laid over it. */
final class WhyImage extends Pane {
  /** Up to this side pictures are shown pixel by pixel where there is room for twice their size. */
  private static final int PIXELS = 128;

  /** A photograph that is magnified further only gets blurred. */
  private static final double MOST = 2;

  private final ImageView under = new ImageView();
  private final ImageView over = new ImageView();
  private @Nullable Picture image;
  private @Nullable WhyColours colours;
  private int magnified;

  /** Shows nothing; the colours are as opaque as {@code blend} says. */
  WhyImage(ObservableValue<Number> blend) {
    setMinSize(0, 0);
    setId("why-image");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    over.opacityProperty().bind(blend);
    getChildren().addAll(under, over);
  }

  /**
   * Shows an image.
   *
   * @param laidOver null for the image alone
   */
  void show(Picture picture, @Nullable WhyColours laidOver) {
    image = picture;
    colours = laidOver;
    magnified = 0;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    Picture shown = image;
    if (shown == null) {
      return;
    }
    double room = Math.min(getWidth() / shown.width(), getHeight() / shown.height());
    boolean pixels = shown.width() <= PIXELS && room >= 2;
    double scale = pixels ? Math.floor(room) : Math.min(MOST, room);
    draw(shown, pixels ? (int) scale : 1);
    double width = Math.rint(shown.width() * scale);
    double height = Math.rint(shown.height() * scale);
    for (ImageView view : new ImageView[] {under, over}) {
      view.setFitWidth(width);
      view.setFitHeight(height);
      view.relocate(Math.rint((getWidth() - width) / 2), Math.rint((getHeight() - height) / 2));
    }
  }

  private void draw(Picture shown, int scale) {
    if (magnified == scale) {
      return;
    }
    magnified = scale;
    WhyColours above = colours;
    under.setImage(image(shown.argb(), shown.width(), shown.height(), scale));
    over.setImage(
        above == null ? null : image(premultiplied(above), above.width(), above.height(), scale));
  }

  private static Image image(int[] argb, int width, int height, int scale) {
    Raster raster = new Raster(width * scale, height * scale);
    raster.draw(argb, width, 0, 0, scale);
    raster.publish();
    return raster.image();
  }

  private static int[] premultiplied(WhyColours colours) {
    int[] argb = colours.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      int alpha = argb[i] >>> 24;
      int mixed = alpha;
      for (int shift = 16; shift >= 0; shift -= 8) {
        mixed = mixed << 8 | ((argb[i] >> shift & 0xff) * alpha + 127) / 255;
      }
      argb[i] = mixed;
    }
    return argb;
  }
}
