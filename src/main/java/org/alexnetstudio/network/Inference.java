package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/** Some way through a network. */
@FunctionalInterface
public interface Inference {
  /**
   * The logits.
   *
   * @param images (N, C, H, W)
   * @return (N, classes), owned by the images' manager
   */
  NDArray forward(NDArray images);
}
