package org.alexnetstudio.export;

import java.awt.Color;
import java.util.List;

/**
 * One line of a plot, from the left to the right.
 *
 * @param name for the legend; empty where it has no place there
 * @param width of the line, in pixels
 * @param dots whether each point is marked
 */
record Curve(String name, Color colour, float width, boolean dots, List<Point> points) {

  /** A point; one whose number is not finite is left out. */
  record Point(double x, double y) {}

  Curve {
    points = points.stream().filter(point -> Double.isFinite(point.y())).toList();
  }

  /** The highest value; 0 where there is none. */
  double max() {
    return points.stream().mapToDouble(Point::y).max().orElse(0);
  }
}
