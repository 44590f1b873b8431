package org.alexnetstudio.inspect;

import static org.alexnetstudio.event.LayerPeaks.MOST;

import java.util.Arrays;
import org.alexnetstudio.event.LayerPeaks;

/** The largest activations of each unit of one layer; of equal ones the earlier come first. */
final class PeakList {
  private final int units;
  private final float[] values;
  private final int[] images;
  private final int[] rows;
  private final int[] columns;

  PeakList(int units) {
    this.units = units;
    values = new float[units * MOST];
    images = new int[units * MOST];
    rows = new int[units * MOST];
    columns = new int[units * MOST];
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    Arrays.fill(images, -1);
  }

  /** What a further activation of the unit must exceed. */
  float least(int unit) {
    return values[(unit + 1) * MOST - 1];
  }

  /**
   * Puts one in its place and lets the least go.
   *
   * @param row on its map; where it is not known yet, {@code ~index} by which {@link #place} finds
   *     it
   */
  void insert(int unit, float value, int image, int row, int column) {
    int at = (unit + 1) * MOST - 1;
    for (; at > unit * MOST && values[at - 1] < value; at--) {
      values[at] = values[at - 1];
      images[at] = images[at - 1];
      rows[at] = rows[at - 1];
      columns[at] = columns[at - 1];
    }
    values[at] = value;
    images[at] = image;
    rows[at] = row;
    columns[at] = column;
  }

  /** Finds the places of the entries whose row is below 0. */
  void place(int width, PlaceFinder finder) {
    for (int at = 0; at < rows.length; at++) {
      if (rows[at] < 0) {
        int place = finder.find(~rows[at], at / MOST, values[at]);
        rows[at] = place / width;
        columns[at] = place % width;
      }
    }
  }

  /** Finds where on a map an activation is. */
  @FunctionalInterface
  interface PlaceFinder {
    /** The first place that has the value, row by row. */
    int find(int index, int unit, float value);
  }

  LayerPeaks of(String layer) {
    return new LayerPeaks(
        layer, units, values.clone(), images.clone(), rows.clone(), columns.clone());
  }
}
