package org.alexnetstudio.session;

import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.ModelFiles;

/** What networks answer. */
final class ImportedNetworks {
  private ImportedNetworks() {}

  /** The logits of a model for a normalised image. */
  static float[] logits(ImportedModel model, float[] image) throws StudioException {
    ModelFiles files = ModelFiles.find(model.weights());
    try (Network network = build(files.sidecar().experiment().network())) {
      StoredNetwork.loadModel(files.weights(), network);
      return logits(network, image);
    }
  }

  /** The logits of a network with weights given by name. */
  static float[] logits(NetworkSpec spec, Map<String, float[]> weights, float[] image)
      throws StudioException {
    try (Network network = build(spec)) {
      weights.forEach((name, numbers) -> network.write(name, FloatBuffer.wrap(numbers)));
      return logits(network, image);
    }
  }

  private static Network build(NetworkSpec spec) throws StudioException {
    return Network.build(spec, ComputeDevice.open("MXNet", "cpu"), 0);
  }

  private static float[] logits(Network network, float[] image) {
    try (NDManager scope = network.manager().newSubManager()) {
      return network.forward(network.batch(scope, FloatBuffer.wrap(image), 1)).toFloatArray();
    }
  }
}
