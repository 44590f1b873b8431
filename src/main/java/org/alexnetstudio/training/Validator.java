package org.alexnetstudio.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.network.Inference;
import org.alexnetstudio.network.Network;

/** Measures the network as it is now, on the validation images. */
final class Validator {
  private final TrainingInput input;
  private final Network network;
  private final ValidationWatch watch;

  Validator(TrainingInput input, Network network, ValidationWatch watch) {
    this.input = input;
    this.network = network;
    this.watch = watch;
  }

  /** Loss and accuracy on the centre crops of the validation images: of all, unless stopped. */
  Metrics validate(Runnable betweenBatches, TrainingControl control) {
    Metrics metrics = new Metrics();
    watch.begin();
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
          Inference inference = watch.batch(network, batch.imageNumbers());
          metrics.add(Metrics.of(inference.forward(images), batch.labels()));
        }
        betweenBatches.run();
      }
    }
    return metrics;
  }
}
