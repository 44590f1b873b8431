package org.alexnetstudio.reference;

import java.util.Map;

/** One layer on a batch of images that lie behind each other, each in the order C, H, W. */
interface ReferenceLayer {
  /** The output of input {@code x}. */
  double[] forward(double[] x);

  /**
   * The loss's gradient by the input {@code x}, given its gradient {@code dy} by the output {@code
   * y}; puts its gradients by the layer's parameters, where it has any, into {@code gradients}.
   */
  double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients);
}
