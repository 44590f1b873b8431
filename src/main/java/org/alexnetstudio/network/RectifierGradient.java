package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/** How a gradient passes a rectifier on its way back. */
@FunctionalInterface
public interface RectifierGradient {
  /** The true gradient: it passes where the input was above 0. */
  RectifierGradient TRUE = (x, gradient) -> gradient.mul(x.gt(0));

  /**
   * The gradient by the rectifier's input.
   *
   * @param x its input
   * @param gradient by its output, of the same shape
   */
  NDArray byInput(NDArray x, NDArray gradient);
}
