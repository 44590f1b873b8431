package org.alexnetstudio.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;

/**
 * One step: copy in, forward, backward, update. With several devices each computes a part of the
 * batch; the first averages the gradients and updates, and the others get its weights (data
 * parallelism; Krizhevsky, "One weird trick for parallelizing convolutional neural networks",
 * 2014). The numbers are those of one device, but for the order of sums.
 */
final class TrainingStep {
  private final Network network;
  private final MomentumSgd optimizer;
  private final Set<String> frozen;

  /** The network and its replicas. */
  private final List<Network> all = new ArrayList<>();

  TrainingStep(Network network, Replicas replicas, MomentumSgd optimizer) {
    this.network = network;
    this.optimizer = optimizer;
    frozen = optimizer.frozen();
    replicas.networks().forEach(each -> each.copyWeights(network, Set.of()));
    all.add(network);
    all.addAll(replicas.networks());
  }

  TrainingStep(Network network, MomentumSgd optimizer) {
    this(network, new Replicas(List.of()), optimizer);
  }

  /** What a device has computed of its part of a batch; nobody waits for it yet. */
  private record Part(Network network, NDManager scope, NDArray logits, int[] labels)
      implements AutoCloseable {
    @Override
    public void close() {
      scope.close();
    }
  }

  /**
   * Learns from one batch.
   *
   * @param images (N, C, H, W), direct, in native order
   * @param labels N class numbers
   * @return the metrics of the batch before the update
   */
  Metrics run(FloatBuffer images, int[] labels, DropoutMasks masks, double rate) {
    List<Part> parts = new ArrayList<>();
    try {
      int imageSize = images.remaining() / labels.length;
      for (int i = 0; i < all.size(); i++) {
        int from = begin(i, labels.length);
        int to = begin(i + 1, labels.length);
        if (to > from) {
          FloatBuffer some = images.slice(from * imageSize, (to - from) * imageSize);
          int[] theirs = Arrays.copyOfRange(labels, from, to);
          parts.add(forwardBackward(all.get(i), some, theirs, masks.part(from, labels.length)));
        }
      }
      if (all.size() > 1) {
        averageGradients(parts, labels.length);
      }
      optimizer.step(rate);
      all.subList(1, all.size()).forEach(each -> each.copyWeights(network, frozen));
      // Reading the logits waits for the forward pass only: the engine goes on with the rest.
      Metrics metrics = new Metrics();
      parts.forEach(part -> metrics.add(Metrics.of(part.logits(), part.labels())));
      return metrics;
    } finally {
      parts.forEach(Part::close);
    }
  }

  private Part forwardBackward(Network on, FloatBuffer images, int[] labels, DropoutMasks masks) {
    NDManager scope = on.manager().newSubManager();
    try {
      NDArray batch = on.batch(scope, images, labels.length);
      NDArray logits = on.forwardBackward(batch, scope.create(labels), masks, frozen);
      return new Part(on, scope, logits, labels);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /** Rounded up: of a batch that is smaller than the devices are many, the first has a part. */
  private int begin(int part, int images) {
    return (part * images + all.size() - 1) / all.size();
  }

  /** Each part's gradient is that of its own mean loss: it counts by its images. */
  private void averageGradients(List<Part> parts, int images) {
    for (Part part : parts) {
      double share = (double) part.labels().length / images;
      if (part.network() == network) {
        network.scaleGradients(share, frozen);
      } else {
        network.addGradients(part.network(), share, frozen);
      }
    }
  }
}
