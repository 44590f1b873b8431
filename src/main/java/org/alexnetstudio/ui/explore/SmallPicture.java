package org.alexnetstudio.ui.explore;

import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** A picture in a square: magnified by a whole number, or shrunk where it is larger. */
final class SmallPicture extends StackPane {
  private final ImageView view = new ImageView();
  private @Nullable Picture picture;
  private int side;

  SmallPicture(int side) {
    this.side = side;
    getStyleClass().add("small-picture");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(view);
    setSide(side);
  }

  void setSide(int newSide) {
    side = newSide;
    setMinSize(side, side);
    setPrefSize(side, side);
    setMaxSize(side, side);
    draw();
  }

  void show(Picture shown) {
    picture = shown;
    draw();
  }

  private void draw() {
    Picture shown = picture;
    if (shown == null) {
      return;
    }
    int longer = Math.max(shown.width(), shown.height());
    view.setImage(magnified(shown, Math.max(1, side / longer)));
    double share = Math.min(1, (double) side / longer);
    view.setFitWidth(share < 1 ? Math.rint(shown.width() * share) : 0);
    view.setFitHeight(share < 1 ? Math.rint(shown.height() * share) : 0);
  }

  private static Image magnified(Picture shown, int scale) {
    Raster raster = new Raster(shown.width() * scale, shown.height() * scale);
    raster.draw(shown.argb(), shown.width(), 0, 0, scale);
    raster.publish();
    return raster.image();
  }
}
