package org.alexnetstudio.ui.explore;

import javafx.scene.layout.Region;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.Overlay;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.ui.fx.Raster;

/** A unit's map over the image, with what the unit sees at the chosen place framed. */
final class MapCells extends PixelCells {
  private final Region frame = new Region();
  private Field seen = new Field(0, 0, 0, 0);
  private double pixelWidth = 1;
  private double pixelHeight = 1;

  MapCells(int side) {
    super(side);
    frame.getStyleClass().add("field-frame");
    frame.setManaged(false);
    frame.setMouseTransparent(true);
    getChildren().add(1, frame);
  }

  /**
   * Shows a unit.
   *
   * @param image what the network sees
   * @param limit the activation with the brightest colour
   * @param blend from 0, the image alone, to 1
   */
  void show(Picture image, UnitView view, float limit, double blend) {
    int rows = view.layer().height();
    int columns = view.layer().width();
    measure(rows, columns);
    Raster raster = new Raster(columns * scale(), rows * scale());
    raster.draw(
        Overlay.compose(
            image, view.map(), columns, view.layer().hasMaps() ? limit : 0, blend, scale()),
        raster.width(),
        0,
        0,
        1);
    show(raster);
    seen = view.field().within(image.height(), image.width());
    pixelWidth = (double) raster.width() / image.width();
    pixelHeight = (double) raster.height() / image.height();
    chosen().set(view.spot().row() * columns + view.spot().column());
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    frame.resizeRelocate(
        Math.rint(seen.left() * pixelWidth),
        Math.rint(seen.top() * pixelHeight),
        Math.rint(seen.width() * pixelWidth),
        Math.rint(seen.height() * pixelHeight));
  }
}
