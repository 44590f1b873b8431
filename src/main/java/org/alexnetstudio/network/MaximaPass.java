package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/** A pass for inference that also gives what excites units most. The network closes it. */
@FunctionalInterface
interface MaximaPass extends AutoCloseable {
  /**
   * The logits and the maxima.
   *
   * @param images (N, C, H, W)
   */
  PassMaxima search(NDArray images);

  @Override
  default void close() {}
}
