package org.alexnetstudio.ui.train;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.ui.fx.Palette;
import org.jspecify.annotations.Nullable;

/** Draws what moves over the curves: crosshair with its box, cursor of the timeline, selection. */
final class CurvesOverlay {
  private final GraphicsContext canvas;
  private final Palette palette;
  private final Font font;
  private final CurvesPainter painter;

  CurvesOverlay(GraphicsContext canvas, Palette palette, Font font) {
    this.canvas = canvas;
    this.palette = palette;
    this.font = font;
    painter = new CurvesPainter(canvas, palette, font);
  }

  /** Whether there is anything to draw: an empty layer takes as long as a full one. */
  static boolean isSeen(CurvesModel model, CurvesLayout layout, @Nullable CurvesArea selection) {
    return selection != null
        || layout.x().range().contains(model.cursor())
        || !Double.isNaN(model.crosshair().get());
  }

  /** Draws all of it; {@code selection} is what the mouse draws open. */
  void paint(CurvesModel model, CurvesLayout layout, @Nullable CurvesArea selection) {
    double cursor = model.cursor();
    if (layout.x().range().contains(cursor)) {
      canvas.setStroke(palette.warning());
      canvas.setLineWidth(1.5);
      upright(layout, layout.x().pixel(cursor));
    }
    if (selection != null) {
      canvas.setFill(palette.accentMuted());
      canvas.setGlobalAlpha(0.5);
      canvas.fillRect(selection.left(), selection.top(), selection.width(), selection.height());
      canvas.setGlobalAlpha(1);
      canvas.setStroke(palette.accent());
      canvas.setLineWidth(1);
      canvas.strokeRect(selection.left(), selection.top(), selection.width(), selection.height());
    }
    CurvesReadout readout = CurvesReadout.of(model);
    double x = layout.x().pixel(model.crosshair().get());
    if (readout != null && layout.loss().left() <= x && x <= layout.loss().right() + 0.5) {
      canvas.setStroke(palette.muted());
      canvas.setLineWidth(1);
      upright(layout, x);
      readout.points().forEach(point -> point(layout, point));
      box(layout.loss(), readout, x);
    }
  }

  private void upright(CurvesLayout layout, double x) {
    double line = Math.floor(x) + 0.5;
    canvas.strokeLine(line, layout.loss().top(), line, layout.accuracy().bottom());
  }

  private void point(CurvesLayout layout, CurvesReadout.Point point) {
    double x = layout.x().pixel(point.x());
    double y = layout.scaleOf(point.quantity()).pixel(point.value());
    CurvesArea area = point.quantity().isLoss() ? layout.loss() : layout.accuracy();
    if (area.contains(x, y)) {
      canvas.setFill(palette.background());
      canvas.fillOval(x - 4.5, y - 4.5, 9, 9);
      canvas.setFill(point.style().colour(point.quantity(), palette));
      canvas.fillOval(x - 3.5, y - 3.5, 7, 7);
    }
  }

  /** At the side with room; where neither has, as far right as it goes. */
  private void box(CurvesArea area, CurvesReadout readout, double crosshair) {
    double padding = font.getSize() * 0.8;
    double lineHeight = font.getSize() * 1.5;
    double width = painter.widthOfStrong(readout.title());
    for (CurvesReadout.Line line : readout.lines()) {
      width = Math.max(width, painter.widthOf(line.text()));
    }
    width += 2 * padding;
    double height = 2 * padding + lineHeight * (1 + readout.lines().size()) - font.getSize() * 0.3;
    double right = crosshair + padding;
    double left = crosshair - padding - width;
    double x = right + width <= area.right() ? right : left;
    x = Math.rint(Math.max(2, x));
    double y = Math.rint(area.top() + 2);
    canvas.setFill(palette.background());
    canvas.fillRoundRect(x, y, width, height, 8, 8);
    canvas.setStroke(palette.axis().deriveColor(0, 1, 1, 0.5));
    canvas.setLineWidth(1);
    canvas.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, 8, 8);
    canvas.setTextAlign(TextAlignment.LEFT);
    canvas.setTextBaseline(VPos.TOP);
    canvas.setFill(palette.text());
    canvas.setFont(painter.strong());
    canvas.fillText(readout.title(), x + padding, y + padding);
    canvas.setFont(font);
    for (int i = 0; i < readout.lines().size(); i++) {
      CurvesReadout.Line line = readout.lines().get(i);
      canvas.setFill(
          line.style().isShown()
              ? palette.text()
              : line.style().colour(CurvesQuantity.TRAINING_LOSS, palette));
      canvas.fillText(line.text(), x + padding, y + padding + lineHeight * (i + 1));
    }
  }
}
