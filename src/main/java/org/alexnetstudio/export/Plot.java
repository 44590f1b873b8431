package org.alexnetstudio.export;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Curves over two axes with numbers.
 *
 * @param title above it
 * @param tick how a value is written at the axis
 * @param last how a curve's last value is written
 */
record Plot(
    String title,
    Axis x,
    Axis y,
    DoubleFunction<String> tick,
    DoubleFunction<String> last,
    List<Curve> curves) {
  private static final int TICKS_ACROSS = 10;
  private static final int TICKS_UP = 6;
  private static final float DOT = 2.5f;

  /** Draws into {@code area}; numbers, title and legend stand around it. */
  void draw(Graphics2D graphics, Rectangle area, DoubleFunction<String> xTick) {
    drawGrid(graphics, area, xTick);
    Shape clip = graphics.getClip();
    graphics.clipRect(area.x, area.y - 2, area.width + 4, area.height + 4);
    curves.forEach(curve -> drawCurve(graphics, area, curve));
    graphics.setClip(clip);
    graphics.setColor(Style.TEXT);
    graphics.drawString(title, area.x, area.y - 12);
    drawLegend(graphics, area);
  }

  private void drawGrid(Graphics2D graphics, Rectangle area, DoubleFunction<String> xTick) {
    graphics.setStroke(new BasicStroke(1));
    for (double value : y.ticks(TICKS_UP)) {
      double at = area.y + area.height * (1 - y.place(value));
      line(graphics, area.x, at, area.x + area.width, at);
      String text = tick.apply(value);
      graphics.drawString(text, area.x - Style.width(text) - 8, (float) at + 5);
    }
    for (double value : x.ticks(TICKS_ACROSS)) {
      double at = area.x + area.width * x.place(value);
      line(graphics, at, area.y, at, area.y + area.height);
      String text = xTick.apply(value);
      graphics.drawString(
          text, (float) at - Style.width(text) / 2f, area.y + area.height + Style.LINE);
    }
  }

  private static void line(Graphics2D graphics, double x1, double y1, double x2, double y2) {
    graphics.setColor(Style.GRID);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    graphics.setColor(Style.MUTED);
  }

  private void drawCurve(Graphics2D graphics, Rectangle area, Curve curve) {
    graphics.setColor(curve.colour());
    graphics.setStroke(
        new BasicStroke(curve.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D path = new Path2D.Double();
    for (Curve.Point point : curve.points()) {
      double px = area.x + area.width * x.place(point.x());
      double py = area.y + area.height * (1 - y.place(point.y()));
      if (path.getCurrentPoint() == null) {
        path.moveTo(px, py);
      }
      path.lineTo(px, py);
      if (curve.dots()) {
        graphics.fill(new Ellipse2D.Double(px - DOT, py - DOT, 2 * DOT, 2 * DOT));
      }
    }
    graphics.draw(path);
  }

  /** On the title's line, from the right: names with their last values. */
  private void drawLegend(Graphics2D graphics, Rectangle area) {
    int right = area.x + area.width;
    for (int i = curves.size() - 1; i >= 0; i--) {
      Curve curve = curves.get(i);
      if (curve.name().isEmpty() || curve.points().isEmpty()) {
        continue;
      }
      double value = curve.points().get(curve.points().size() - 1).y();
      String text = curve.name() + " " + last.apply(value);
      right -= Style.width(text);
      graphics.setColor(Style.TEXT);
      graphics.drawString(text, right, area.y - 12);
      right -= 22;
      graphics.setColor(curve.colour());
      graphics.setStroke(new BasicStroke(Math.max(2, curve.width())));
      graphics.draw(new Line2D.Double(right, area.y - 17, right + 16, area.y - 17));
      right -= 20;
    }
  }
}
