package org.alexnetstudio.inspect;

import static org.alexnetstudio.event.LayerPeaks.MOST;

import java.util.Arrays;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.network.MapPlaces;

/** The largest activations of each unit of one layer; of equal ones the earlier come first. */
final class PeakList {
  private final int units;

  /** Each unit's last value, side by side, as all that come are held against them. */
  private final float[] least;

  private final float[] values;
  private final int[] images;
  private final int[] rows;
  private final int[] columns;

  PeakList(int units) {
    this.units = units;
    least = new float[units];
    values = new float[units * MOST];
    images = new int[units * MOST];
    rows = new int[units * MOST];
    columns = new int[units * MOST];
    Arrays.fill(least, Float.NEGATIVE_INFINITY);
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    Arrays.fill(images, -1);
  }

  /** What a further activation of the unit must exceed. */
  float least(int unit) {
    return least[unit];
  }

  /**
   * Puts one in and lets the least go; {@link #place} finds its place.
   *
   * @param image its number among all
   * @param index its number in its batch
   */
  void insert(int unit, float value, int image, int index) {
    int last = (unit + 1) * MOST - 1;
    int at = last;
    for (; at > unit * MOST && values[at - 1] < value; at--) {
      values[at] = values[at - 1];
      images[at] = images[at - 1];
      rows[at] = rows[at - 1];
      columns[at] = columns[at - 1];
    }
    values[at] = value;
    images[at] = image;
    rows[at] = ~index;
    least[unit] = values[last];
  }

  /**
   * Finds the places of what one batch brought.
   *
   * @param width of the maps
   */
  void place(int width, MapPlaces places) {
    for (int at = 0; at < rows.length; at++) {
      if (rows[at] < 0) {
        int place = places.find(~rows[at], at / MOST);
        rows[at] = place / width;
        columns[at] = place % width;
      }
    }
  }

  LayerPeaks of(String layer) {
    return new LayerPeaks(
        layer, units, values.clone(), images.clone(), rows.clone(), columns.clone());
  }
}
