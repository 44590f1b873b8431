package org.alexnetstudio.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.ImageStatistics;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.training.TrainingInput;
import org.jspecify.annotations.Nullable;

/** From an experiment to all that a training reads. */
final class PreparedData {
  private PreparedData() {}

  /**
   * Packs the images, where that is not done yet, and measures them. The caller closes the images.
   *
   * @param stored the normalisation of the checkpoint or model that it goes on from; null: the
   *     experiment's
   * @throws StudioException where images are missing or do not fit the network
   */
  static TrainingInput of(
      Experiment experiment, @Nullable Normaliser stored, AppFolders folders, Activity activity)
      throws StudioException {
    ImageShape input = experiment.network().input();
    PackedImages images =
        PackedImages.open(
            experiment.data(),
            input.channels(),
            experiment.seed(),
            folders.imageCache(),
            activity.listener("Preparing images"),
            activity.cancelled());
    boolean handedOver = false;
    try {
      ImageStatistics statistics =
          needsStatistics(experiment.data(), stored)
              ? ImageStatistics.of(
                  images, activity.listener("Measuring the training set"), activity.cancelled())
              : null;
      Normaliser normaliser =
          stored == null
              ? Normaliser.of(
                  experiment.data().normalise(), input.channels(), images.side(), statistics)
              : stored;
      Experiment resolved =
          absolutePaths(experiment).withNetwork(resolve(experiment.network(), images));
      TrainingInput prepared = new TrainingInput(resolved, images, statistics, normaliser, "");
      handedOver = true;
      return prepared;
    } finally {
      if (!handedOver) {
        images.close();
      }
    }
  }

  /** Where mean and deviation are known and colours stay, all images need not be read first. */
  private static boolean needsStatistics(DataSpec data, @Nullable Normaliser stored) {
    boolean given =
        stored != null
            || (data.normalise() instanceof NormaliseSpec.PerChannel channels
                && !channels.mean().isEmpty());
    return !given || data.augment().colourPca() > 0;
  }

  /** A run is resumed from whatever folder one is in then. */
  private static Experiment absolutePaths(Experiment experiment) {
    DataSpec data = experiment.data();
    if (data.source() instanceof SourceSpec.OnDisk onDisk) {
      data = data.withSource(onDisk.withPath(absolute(Path.of(onDisk.path()))));
    }
    List<String> probes = experiment.monitor().probes().stream().map(PreparedData::probe).toList();
    return experiment.withData(data).withMonitor(experiment.monitor().withProbes(probes));
  }

  private static String probe(String path) {
    try {
      return absolute(SampleImages.find(Path.of(path)));
    } catch (InvalidPathException e) {
      // Of another system; the training goes on without it.
      return path;
    }
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static NetworkSpec resolve(NetworkSpec network, PackedImages images)
      throws StudioException {
    int classes = images.classNames().size();
    int units = network.output().units();
    if (!network.unresolved() && units != classes) {
      String layer = network.output().name();
      throw StudioException.badInput(
          "The network does not fit the images",
          "its last layer "
              + layer
              + " has "
              + units
              + " units, and the images have "
              + classes
              + " classes",
          "Write \"units\": \"classes\" in that layer, or give --set network.layers."
              + layer
              + ".units=classes.");
    }
    return network.withClasses(classes);
  }
}
