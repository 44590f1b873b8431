package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.SourceDetection;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.NetworkTable;
import org.alexnetstudio.run.ModelFiles;

/** Builds networks to read their tables off them. */
public final class NetworkDescription {
  private static final int ASSUMED_CLASSES = 1000;

  private NetworkDescription() {}

  /** The table of a network, built on the CPU. */
  public static NetworkTable of(NetworkSpec network) throws StudioException {
    try (Network built = Network.build(network, ComputeDevice.open("MXNet", "cpu"), 0)) {
      return NetworkTable.of(built);
    }
  }

  /** The network of a trained model. */
  public static NetworkSpec networkOf(Path model) throws StudioException {
    return ModelFiles.find(model).sidecar().experiment().network();
  }

  /**
   * The experiment's network with a number of classes: the data's, where they can be read.
   *
   * @param notes told what had to be assumed
   */
  public static NetworkSpec resolve(Experiment experiment, Consumer<String> notes) {
    NetworkSpec network = experiment.network();
    if (!network.unresolved()) {
      return network;
    }
    try {
      return network.withClasses(SourceDetection.classNames(experiment.data().source()).size());
    } catch (StudioException e) {
      notes.accept(
          "the number of classes comes from the images, which can't be read ("
              + e.what()
              + "); counted for "
              + ASSUMED_CLASSES);
      return network.withClasses(ASSUMED_CLASSES);
    }
  }
}
