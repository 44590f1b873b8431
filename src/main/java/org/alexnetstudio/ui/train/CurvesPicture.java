package org.alexnetstudio.ui.train;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.ui.fx.Palette;

/** The curves as a picture of their own, with their legend, at twice the size of the screen. */
final class CurvesPicture {
  private static final int SCALE = 2;

  private CurvesPicture() {}

  /**
   * Draws it; on the JavaFX thread.
   *
   * @param width on the screen
   * @param height on the screen
   */
  static Picture draw(CurvesModel model, Palette palette, Font font, double width, double height) {
    Canvas canvas = new Canvas(SCALE * Math.ceil(width), SCALE * Math.ceil(height));
    GraphicsContext context = canvas.getGraphicsContext2D();
    context.setFill(palette.background());
    context.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    context.scale(SCALE, SCALE);
    CurvesPainter painter = new CurvesPainter(context, palette, font);
    double top = legend(context, painter, model, palette, font, width);
    context.translate(0, top);
    CurvesLayout layout = CurvesLayout.of(model, width, height - top, font.getSize());
    painter.paint(layout, model.logarithmic().get());

    WritableImage image = canvas.snapshot(null, null);
    int columns = (int) image.getWidth();
    int rows = (int) image.getHeight();
    int[] pixels = new int[columns * rows];
    image
        .getPixelReader()
        .getPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), pixels, 0, columns);
    return new Picture(columns, rows, pixels);
  }

  /** Returns the height that it takes. */
  private static double legend(
      GraphicsContext context,
      CurvesPainter painter,
      CurvesModel model,
      Palette palette,
      Font font,
      double width) {
    double line = font.getSize() * 1.7;
    double margin = font.getSize();
    double x = margin;
    double y = line * 0.8;
    context.setTextAlign(TextAlignment.LEFT);
    context.setTextBaseline(VPos.CENTER);
    context.setFill(palette.text());
    context.setFont(painter.strong());
    context.fillText(model.shown().get().name(), x, y);
    y += line;
    context.setFont(font);
    for (CurvesLegend.Entry entry : CurvesLegend.entries(model, false)) {
      String label = entry.name() + "  " + entry.value();
      double needed = 3.5 * margin + painter.widthOf(label);
      if (x > margin && x + needed > width) {
        x = margin;
        y += line;
      }
      CurvesStyle style = entry.run().style();
      context.setStroke(style.colour(entry.quantity(), palette));
      context.setLineWidth(2);
      context.setLineDashes(style.dashes());
      context.strokeLine(x, y, x + 1.3 * margin, y);
      context.setLineDashes();
      context.setFill(palette.text());
      context.fillText(label, x + 1.8 * margin, y);
      x += needed;
    }
    return y + line * 0.6;
  }
}
