package org.alexnetstudio.ui.explore;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** The unit's map over the image, how much of either, and what the colours mean. */
final class MapSection extends VBox {
  private static final int USUAL_SIDE = 224;

  /** From this width on there is room for the whole heading beside the colours. */
  private static final int WIDE = 205;

  private static final int GRADES = 32;
  private static final int BAR_HEIGHT = 8;

  private final Label heading = Headings.of("Map over the image");
  private final Label bright = new Label();
  private final HBox bar = new HBox(3, new Label("0"), colours(), bright);
  private final MapCells cells = new MapCells(USUAL_SIDE);
  private final Slider blend = new Slider(0, 1, 0.9);
  private final HBox blending = new HBox(8, new Label("Image"), blend, new Label("Map"));
  private @Nullable Picture image;
  private @Nullable UnitView view;
  private float limit;

  /**
   * Nothing is shown yet.
   *
   * @param choose takes the place that was clicked, or reached by the arrow keys
   * @param tell takes what the mouse is over; empty for nothing
   */
  MapSection(Consumer<Spot> choose, Consumer<String> tell) {
    getStyleClass().add("unit-section");
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox head = new HBox(6, heading, between, bar);
    head.setAlignment(Pos.CENTER_LEFT);
    for (HBox row : new HBox[] {bar, blending}) {
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("unit-line");
      row.getChildren().forEach(each -> ((Region) each).setMinWidth(USE_PREF_SIZE));
    }
    blend.setMinWidth(0);
    blend.setPrefWidth(0);
    blend.setId("blend");
    blend.setAccessibleText("Blend of image and map");
    blend.setTooltip(new Tooltip("More of the image, or more of the map (Left, Right)"));
    HBox.setHgrow(blend, Priority.ALWAYS);
    blend.valueProperty().addListener((value, before, now) -> draw());
    cells.setId("unit-map");
    cells.onChosen(cell -> choose.accept(spot(cell)));
    cells.hovered().addListener((value, before, now) -> tell.accept(describe(now.intValue())));
    Tooltip.install(
        cells, new Tooltip("Click for the arithmetic; arrow keys go to the next place"));
    getChildren().addAll(head, cells, blending);
    head.setMinWidth(0);
    head.setPrefWidth(0);
    setMinWidth(USE_PREF_SIZE);
    setMaxWidth(USE_PREF_SIZE);
  }

  private static Region colours() {
    int[] argb = new int[GRADES];
    for (int i = 0; i < GRADES; i++) {
      argb[i] = ColourMap.INFERNO.argb(255 * i / (GRADES - 1));
    }
    Raster raster = new Raster(GRADES, BAR_HEIGHT);
    for (int y = 0; y < BAR_HEIGHT; y++) {
      raster.draw(argb, GRADES, 0, y, 1);
    }
    raster.publish();
    return new HBox(new ImageView(raster.image())) {
      {
        setAlignment(Pos.CENTER);
        setFillHeight(false);
      }
    };
  }

  private Spot spot(int cell) {
    return new Spot(cell / cells.columns(), cell % cells.columns());
  }

  private String describe(int cell) {
    UnitView shown = view;
    if (cell < 0 || shown == null || cell >= shown.map().length) {
      return "";
    }
    return place(shown.layer(), spot(cell)) + Figures.brief(shown.map()[cell]);
  }

  private static String place(LayerInfo layer, Spot spot) {
    return layer.hasMaps() ? "Row " + spot.row() + ", column " + spot.column() + ":  " : "";
  }

  void setSide(int side) {
    if (cells.side() != side) {
      cells.setSide(side);
      draw();
    }
  }

  void show(Picture shownImage, UnitView shown) {
    image = shownImage;
    view = shown;
    limit = ColourLimits.high(shown.map(), 0, shown.map().length);
    boolean maps = shown.layer().hasMaps();
    bright.setText("≥ " + Numbers.of(limit));
    bar.setVisible(maps);
    bar.setManaged(maps);
    blending.setVisible(maps);
    blending.setManaged(maps);
    cells.setAccessibleText(
        "Map of unit "
            + shown.unit()
            + " over the image; "
            + place(shown.layer(), shown.spot())
            + Figures.brief(
                shown.map()[shown.spot().row() * shown.layer().width() + shown.spot().column()]));
    draw();
  }

  private void draw() {
    UnitView shown = view;
    Picture under = image;
    if (shown != null && under != null) {
      cells.show(under, shown, limit, blend.getValue());
      String whole = shown.layer().hasMaps() ? "Map over the image" : "One number of all of it";
      heading.setText(cells.prefWidth(-1) < WIDE ? "Map" : whole);
    }
  }
}
