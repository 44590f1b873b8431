package org.alexnetstudio.ui.train;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.fx.Raster;

/** What the colours of feature maps mean: 0 at the dark end, most of the layer below the bright. */
final class ColourBar extends HBox {
  private static final int GRADES = 256;
  private static final int WIDTH = 8;

  private final ImageView image = new ImageView(colours());
  private final Label rank = new Label("p99.5");
  private final Label high = new Label();
  private final Label low = new Label();

  ColourBar() {
    getStyleClass().add("colour-bar");
    setMinHeight(0);
    Region strip =
        new Region() {
          @Override
          protected void layoutChildren() {
            image.setFitHeight(Math.max(1, getHeight()));
          }

          {
            getChildren().add(image);
          }
        };
    strip.setMinSize(WIDTH, 0);
    strip.setPrefSize(WIDTH, 0);
    image.setFitWidth(WIDTH);
    Region between = new Region();
    VBox.setVgrow(between, Priority.ALWAYS);
    VBox labels = new VBox(rank, high, between, low);
    labels.getStyleClass().add("colour-bar-labels");
    labels.setMinHeight(0);
    labels.setAlignment(Pos.TOP_LEFT);
    for (Label label : new Label[] {rank, high, low}) {
      label.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().addAll(strip, labels);
  }

  private static javafx.scene.image.Image colours() {
    int[] argb = new int[GRADES];
    for (int i = 0; i < GRADES; i++) {
      argb[i] = ColourMap.INFERNO.argb(GRADES - 1 - i);
    }
    Raster raster = new Raster(1, GRADES);
    raster.draw(argb, 1, 0, 0, 1);
    raster.publish();
    return raster.image();
  }

  void show(FeatureMaps maps) {
    high.setText("≥ " + Numbers.of(maps.high()));
    low.setText(maps.low() < 0 ? "≤ " + Numbers.of(maps.low()) : "0");
    setAccessibleText("Colours from " + Numbers.of(maps.low()) + " to " + Numbers.of(maps.high()));
  }
}
