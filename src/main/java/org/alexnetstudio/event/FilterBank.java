package org.alexnetstudio.event;

/**
 * The weights of a convolution at one step.
 *
 * @param layer its name
 * @param filters how many
 * @param channels of each filter
 * @param kernel rows and columns of each filter
 * @param groups towers that the filters belong to, one after the other
 * @param weights (filters, channels, kernel, kernel); never written after
 */
public record FilterBank(
    String layer, int filters, int channels, int kernel, int groups, float[] weights) {
  /** Refuses weights of another size. */
  public FilterBank {
    if (weights.length != filters * channels * kernel * kernel) {
      throw new IllegalArgumentException(
          layer + ": " + weights.length + " weights do not make up " + filters + " filters");
    }
  }
}
