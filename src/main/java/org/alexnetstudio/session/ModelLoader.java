package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;

/** Opens trained models. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * Builds the network of a model with its weights.
   *
   * @param model a run folder (its best checkpoint counts), a checkpoint folder, or a weights file
   *     with its sidecar
   * @param device {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:1}, or {@code gpus}, of which
   *     it is the first
   */
  public static Classifier load(Path model, String device) throws StudioException {
    ModelFiles files = ModelFiles.find(model);
    return load(files, files.sidecar(), device);
  }

  static Classifier load(ModelFiles files, ModelSidecar sidecar, String device)
      throws StudioException {
    Experiment experiment = sidecar.experiment();
    Network network =
        Network.build(
            experiment.network(),
            ComputeDevice.open(experiment.training().engine(), device),
            experiment.seed());
    boolean handedOver = false;
    try {
      StoredNetwork.loadModel(files.weights(), network);
      Normaliser normaliser =
          StoredNetwork.normaliser(
              files.weights(),
              experiment.network().input().channels(),
              experiment.data().resize().crop());
      Classifier classifier =
          new Classifier(network, normaliser, experiment.data().resize(), sidecar.classNames());
      handedOver = true;
      return classifier;
    } finally {
      if (!handedOver) {
        network.close();
      }
    }
  }
}
