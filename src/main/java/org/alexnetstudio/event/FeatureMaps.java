package org.alexnetstudio.event;

/**
 * What the units of one layer make of one image, in 256 grades.
 *
 * @param layer the layer's name; a layer with weights stands for itself and the activation function
 *     that follows it, the last one of the network for its logits
 * @param units maps of the layer
 * @param height rows of a map; 1 in a fully connected layer
 * @param width columns of a map; 1 in a fully connected layer
 * @param values (units, height, width); 0 is {@code low} or less, 255 is {@code high} or more
 * @param low the activation at the dark end: 0, or the layer's 0.5th percentile where that is
 *     negative
 * @param high the layer's 99.5th percentile, so that one bright pixel does not blacken the rest;
 *     its maximum where that percentile is {@code low}; {@code low} where all activations are equal
 *     to it
 * @param mean of each unit, before grading
 * @param max of each unit, before grading
 * @param active share of each unit's activations above 0
 */
public record FeatureMaps(
    String layer,
    int units,
    int height,
    int width,
    byte[] values,
    float low,
    float high,
    float[] mean,
    float[] max,
    float[] active) {
  /** Refuses values of another size. */
  public FeatureMaps {
    if (values.length != units * height * width
        || mean.length != units
        || max.length != units
        || active.length != units) {
      throw new IllegalArgumentException(
          layer
              + ": "
              + values.length
              + " values, or their figures, do not make up "
              + units
              + " maps");
    }
  }
}
