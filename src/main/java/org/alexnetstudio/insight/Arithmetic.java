package org.alexnetstudio.insight;

import java.util.List;

/** How one activation comes about. */
public sealed interface Arithmetic {
  /** Which activation. */
  At at();

  /** Computed here from the numbers shown, in double precision, the scale included. */
  double computed();

  /**
   * An activation.
   *
   * @param layer its number
   * @param name its name
   * @param unit its map
   * @param spot on the map
   * @param field what it sees of the image
   * @param scale what the unit is multiplied by in the end; 1 where it is not changed
   * @param activation as the engine computed it
   */
  record At(
      int layer, String name, int unit, Spot spot, Field field, float scale, float activation) {}

  /**
   * A convolution: patch x kernel, added up, + bias.
   *
   * @param kernel weights and bias
   * @param top row of the patch in the layer's input; negative in the padding
   * @param left column likewise
   * @param patch (channels, size, size) of the layer's input, 0 in the padding
   * @param sums of the products of each channel
   * @param computed all of it
   */
  record Convolution(
      At at, Kernel kernel, int top, int left, float[] patch, double[] sums, double computed)
      implements Arithmetic {

    /** (channels, size, size), what is added up. */
    public float[] products() {
      float[] products = new float[patch.length];
      for (int i = 0; i < products.length; i++) {
        products[i] = patch[i] * kernel.weights()[i];
      }
      return products;
    }
  }

  /**
   * A fully connected layer: all inputs x weights, added up, + bias.
   *
   * @param inputs how many
   * @param largest those that count most, for or against, the largest first
   * @param rest sum of all other products
   * @param bias added to the sum
   * @param computed all of it
   */
  record Connected(
      At at, int inputs, List<Contributor> largest, double rest, float bias, double computed)
      implements Arithmetic {}

  /**
   * One input of a fully connected layer.
   *
   * @param unit map of the layer before, or unit
   * @param spot on that map
   * @param input its activation
   * @param weight by which it is multiplied
   */
  record Contributor(int unit, Spot spot, float input, float weight) {
    /** What it adds. */
    public double product() {
      return (double) input * weight;
    }
  }

  /**
   * A pooling window.
   *
   * @param maximum whether the largest counts, or the mean
   * @param top row of the window in the layer's input
   * @param left column likewise
   * @param height rows of the window within the input
   * @param width columns likewise
   * @param window (height, width)
   * @param computed maximum or mean
   */
  record Pooling(
      At at,
      boolean maximum,
      int top,
      int left,
      int height,
      int width,
      float[] window,
      double computed)
      implements Arithmetic {}

  /**
   * Local response normalisation: input / (k + alpha/n x sum of squares)^beta.
   *
   * @param first channel of those that are squared
   * @param neighbours their values at this place
   * @param input of this channel
   * @param k constant
   * @param share alpha / n
   * @param beta exponent
   * @param computed the quotient
   */
  record Normalisation(
      At at,
      int first,
      float[] neighbours,
      float input,
      double k,
      double share,
      double beta,
      double computed)
      implements Arithmetic {}

  /**
   * A function of one number.
   *
   * @param function such as "max(0, x)"
   * @param input x
   * @param computed its value
   */
  record Pointwise(At at, String function, float input, double computed) implements Arithmetic {}
}
