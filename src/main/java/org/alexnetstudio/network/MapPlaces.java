package org.alexnetstudio.network;

/** Finds where on a unit's map its largest number is. */
@FunctionalInterface
public interface MapPlaces {
  /**
   * The first place that has it, counted row by row; of places that are equal but for rounding any.
   *
   * @param image its number in the batch
   */
  int find(int image, int unit);

  /** The first place of the largest of some numbers; what is no number is passed over. */
  static int largest(float[] map) {
    int place = 0;
    float largest = Float.NEGATIVE_INFINITY;
    for (int other = 0; other < map.length; other++) {
      if (map[other] > largest) {
        largest = map[other];
        place = other;
      }
    }
    return place;
  }
}
