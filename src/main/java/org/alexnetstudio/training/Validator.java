package org.alexnetstudio.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.network.Network;

/** Measures the network as it is now, on the validation images. */
final class Validator {
  private final TrainingInput input;
  private final Network network;

  Validator(TrainingInput input, Network network) {
    this.input = input;
    this.network = network;
  }

  /** Loss and accuracy on the centre crops of the validation images: of all, unless stopped. */
  Metrics validate(Runnable betweenBatches, TrainingControl control) {
    Metrics metrics = new Metrics();
    try (BatchLoader loader =
        BatchLoader.validation(
            input.images(),
            input.images().validation(),
            input.normaliser(),
            network.spec().input().height(),
            input.experiment().training().batch(),
            BatchLoader.defaultWorkers())) {
      BatchLoader.Batch next;
      while (!control.stopped() && (next = loader.next()) != null) {
        try (BatchLoader.Batch batch = next;
            NDManager scope = network.manager().newSubManager()) {
          NDArray images = network.batch(scope, batch.images(), batch.size());
          metrics.add(Metrics.of(network.forward(images), batch.labels()));
        }
        betweenBatches.run();
      }
    }
    return metrics;
  }
}
