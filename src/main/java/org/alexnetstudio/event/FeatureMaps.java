package org.alexnetstudio.event;

/**
 * What the units of one layer make of one image, in 256 grades.
 *
 * @param layer the layer's name; a layer with weights stands for itself and the activation function
 *     that follows it
 * @param units maps of the layer
 * @param height rows of a map; 1 in a fully connected layer
 * @param width columns of a map; 1 in a fully connected layer
 * @param values (units, height, width); 0 is {@code low} or less, 255 is {@code high} or more
 * @param low the activation at the dark end, 0 after a rectifier
 * @param high the layer's 99.5th percentile: one bright pixel does not blacken the rest
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
    if (values.length != units * height * width) {
      throw new IllegalArgumentException(
          layer + ": " + values.length + " values do not make up " + units + " maps");
    }
  }
}
