package org.alexnetstudio.ui.train;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.ui.fx.Numbers;
import org.jspecify.annotations.Nullable;

/** One unit's map in large, the picture that it is of, its numbers. */
final class MapDetail extends HBox {
  private static final double PICTURE_SIDE = 88;

  private final PixelPicture map = new PixelPicture();
  private final ColourBar bar = new ColourBar();
  private final ProbePicture picture = new ProbePicture();
  private final NumberGrid numbers = new NumberGrid();
  private final Label size = new Label();

  MapDetail() {
    super(16);
    getStyleClass().add("enlarged-body");
    picture.setSide(PICTURE_SIDE);
    size.getStyleClass().add("text-muted");
    VBox side = new VBox(12, picture, numbers, size);
    side.setMinHeight(0);
    getChildren().addAll(map, bar, side);
  }

  void show(FeatureMaps maps, int unit, ObservableValue<@Nullable Image> image) {
    map.show(new MapPixels(maps, maps.width(), maps.height()).argb(unit), maps.width());
    bar.show(maps);
    picture.show(image);
    numbers.show(
        List.of("Mean", "Max", "Active"),
        List.of(
            Numbers.of(maps.mean()[unit]),
            Numbers.of(maps.max()[unit]),
            MapsModel.percent(maps.active()[unit])));
    size.setText(maps.height() + " × " + maps.width());
  }
}
