package org.alexnetstudio.inspect;

import org.alexnetstudio.event.FeatureMaps;

/** The activations of one layer for one image, brought to 256 grades. */
final class Grading {
  private static final double LOW = 0.005;
  private static final double HIGH = 0.995;

  private Grading() {}

  /**
   * Grades from {@code low} (0, or the 0.5th percentile where that is negative) to {@code high}
   * (the 99.5th percentile; the maximum where fewer activations than that are above {@code low}).
   *
   * @param values (units, height, width)
   */
  static FeatureMaps grade(String layer, int units, int height, int width, float[] values) {
    RadixSelection selection = new RadixSelection(values);
    float low = selection.anyNegative() ? Math.min(0, selection.percentile(LOW)) : 0;
    float high = selection.percentile(HIGH);
    if (!(high > low)) {
      high = selection.percentile(1);
    }
    float[] mean = new float[units];
    float[] max = new float[units];
    float[] active = new float[units];
    byte[] grades = new byte[values.length];
    // Where all are equal, they are at the dark end.
    double gradesPerUnit = high > low ? 255.0 / ((double) high - low) : 0;
    int area = height * width;
    for (int unit = 0; unit < units; unit++) {
      double sum = 0;
      float highest = Float.NEGATIVE_INFINITY;
      int above = 0;
      for (int i = unit * area; i < (unit + 1) * area; i++) {
        float value = values[i];
        sum += value;
        highest = Math.max(highest, value);
        above += value > 0 ? 1 : 0;
        double grade = ((double) value - low) * gradesPerUnit;
        grades[i] = (byte) (Math.max(0, Math.min(255, grade)) + 0.5);
      }
      mean[unit] = (float) (sum / area);
      max[unit] = highest;
      active[unit] = (float) above / area;
    }
    return new FeatureMaps(layer, units, height, width, grades, low, high, mean, max, active);
  }
}
