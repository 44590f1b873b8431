package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.ui.fx.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A small picture of a file, or the sign that it can't be shown. */
final class ThumbnailView extends StackPane {
  private final Thumbnails thumbnails;
  private final ImageView view = new ImageView();
  private final FontIcon broken = Icons.of("mdal-broken_image");
  private final Thumbnails.Viewer viewer = this::loaded;
  private @Nullable Path shown;

  ThumbnailView(Thumbnails thumbnails, double side) {
    this.thumbnails = thumbnails;
    getStyleClass().add("thumbnail");
    setMinSize(side, side);
    setPrefSize(side, side);
    setMaxSize(side, side);
    view.setFitWidth(side);
    view.setFitHeight(side);
    broken.setVisible(false);
    getChildren().addAll(view, broken);
  }

  void show(@Nullable Path path) {
    if (shown != null) {
      thumbnails.forget(shown, viewer);
    }
    shown = path;
    view.setImage(null);
    broken.setVisible(false);
    if (path != null) {
      thumbnails.want(path, viewer);
    }
  }

  /** Asks again where the picture was broken: the file may have been mended since. */
  void retry() {
    if (broken.isVisible()) {
      show(shown);
    }
  }

  private void loaded(@Nullable Image image) {
    view.setImage(image);
    broken.setVisible(image == null);
  }

  @Nullable Image image() {
    return view.getImage();
  }
}
