package org.alexnetstudio.ui.train;

/** Where a plot lies on the canvas, in pixels. */
record CurvesArea(double left, double top, double right, double bottom) {
  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  boolean contains(double x, double y) {
    return left <= x && x <= right && top <= y && y <= bottom;
  }
}
