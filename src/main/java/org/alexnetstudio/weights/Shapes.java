package org.alexnetstudio.weights;

/** Sizes of tensors. */
final class Shapes {
  private Shapes() {}

  /**
   * How many numbers a tensor of the shape has; 1 for the empty shape.
   *
   * @throws ArithmeticException where that is more than a long holds
   */
  static long elements(long[] shape) {
    long product = 1;
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("shape: found " + extent + ", allowed is 0 or more");
      }
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }
}
