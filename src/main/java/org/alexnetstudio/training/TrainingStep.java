package org.alexnetstudio.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Set;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;

/** One step: copy in, forward, backward, update. */
record TrainingStep(Network network, MomentumSgd optimizer, Set<String> frozen) {
  TrainingStep(Network network, MomentumSgd optimizer) {
    this(network, optimizer, optimizer.frozen());
  }

  /**
   * Learns from one batch.
   *
   * @param images (N, C, H, W), direct, in native order
   * @param labels N class numbers
   * @return the metrics of the batch before the update
   */
  Metrics run(FloatBuffer images, int[] labels, DropoutMasks masks, double rate) {
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray batch = network.batch(scope, images, labels.length);
      NDArray logits = network.forwardBackward(batch, scope.create(labels), masks, frozen);
      optimizer.step(rate);
      // Reading the logits waits for the forward pass only: the engine goes on with the rest.
      return Metrics.of(logits, labels);
    }
  }
}
