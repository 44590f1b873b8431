package org.alexnetstudio.ui.classify;

import java.util.function.IntUnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.fx.Raster;

/** What the colours mean: a bar with its two ends. */
final class WhyLegend extends VBox {
  private static final int WIDTH = 176;
  private static final int HEIGHT = 8;

  private final Label heading = new Label();
  private final ImageView bar = new ImageView();
  private final Label low = new Label();
  private final Label high = new Label();

  WhyLegend() {
    getStyleClass().add("why-legend");
    setId("why-legend");
    heading.getStyleClass().add("why-heading");
    heading.setWrapText(true);
    heading.setMinHeight(Region.USE_PREF_SIZE);
    BorderPane ends = new BorderPane(null, null, high, null, low);
    ends.getStyleClass().add("text-small");
    BorderPane.setAlignment(low, Pos.CENTER_LEFT);
    getChildren().addAll(heading, bar, ends);
  }

  void show(Why why, WhyColours colours) {
    String name = why.className();
    String limit = Numbers.of(colours.limit());
    switch (why.method()) {
      case GRAD_CAM -> show("Evidence for " + name, "none", "most", ColourMap.INFERNO::argb);
      case OCCLUSION ->
          show(
              "Logit of " + name + " lost where hidden",
              "0",
              "≥ " + limit,
              ColourMap.INFERNO::argb);
      case GRADIENT ->
          show(
              "Gradient of the logit of " + name,
              "−" + limit,
              "+" + limit,
              grade -> 0xff000000 | grade * 0x10101);
      default ->
          show(
              "Evidence against and for " + name,
              "≤ −" + limit,
              "≥ +" + limit,
              ColourMap.BLUE_WHITE_RED::argb);
    }
  }

  private void show(String text, String least, String most, IntUnaryOperator colour) {
    heading.setText(text);
    low.setText(least);
    high.setText(most);
    int[] argb = new int[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      argb[i] = colour.applyAsInt(255 * i / (WIDTH - 1));
    }
    Raster raster = new Raster(WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      raster.draw(argb, WIDTH, 0, y, 1);
    }
    raster.publish();
    bar.setImage(raster.image());
  }
}
