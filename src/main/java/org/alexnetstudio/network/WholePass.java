package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/**
 * A pass for inference through all layers of one network, with its weights as they are at the
 * moment. The network closes it.
 */
@FunctionalInterface
interface WholePass extends AutoCloseable {
  /**
   * The logits.
   *
   * @param images (N, C, H, W)
   * @return (N, classes), owned by the images' manager
   */
  NDArray forward(NDArray images);

  @Override
  default void close() {}
}
