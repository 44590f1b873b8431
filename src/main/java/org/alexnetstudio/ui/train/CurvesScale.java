package org.alexnetstudio.ui.train;

/**
 * Values to pixels.
 *
 * @param range of values, above 0 where {@code log}
 * @param from the pixel of the low end
 * @param to the pixel of the high end
 * @param log whether equal ratios, rather than equal differences, are equally far apart
 */
record CurvesScale(CurvesRange range, double from, double to, boolean log) {

  double pixel(double value) {
    return from + (to - from) * (place(value) - place(range.low())) / placeLength();
  }

  double value(double pixel) {
    double place = place(range.low()) + placeLength() * (pixel - from) / (to - from);
    return log ? Math.exp(place) : place;
  }

  private double placeLength() {
    return place(range.high()) - place(range.low());
  }

  /** What is 0 or less lies far below a logarithmic scale. */
  private double place(double value) {
    return log ? Math.log(Math.max(value, range.low() * 1e-6)) : value;
  }
}
