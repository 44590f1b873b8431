package org.alexnetstudio.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.ImageStatistics;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.training.Probe;
import org.alexnetstudio.training.TrainingInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an experiment to all that a training reads. */
final class PreparedData {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedData.class);

  private PreparedData() {}

  /**
   * Packs the images, where that is not done yet, and measures them. The caller closes the images.
   *
   * @throws StudioException where images are missing or do not fit the network
   */
  static TrainingInput of(Experiment experiment, AppFolders folders, Activity activity)
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
          ImageStatistics.of(
              images, activity.listener("Measuring the training set"), activity.cancelled());
      Normaliser normaliser =
          Normaliser.of(experiment.data().normalise(), input.channels(), images.side(), statistics);
      Experiment resolved =
          experiment
              .withNetwork(resolve(experiment.network(), images))
              .withData(absolute(experiment.data()));
      TrainingInput prepared =
          new TrainingInput(
              resolved, images, statistics, normaliser, probes(experiment, normaliser));
      handedOver = true;
      return prepared;
    } finally {
      if (!handedOver) {
        images.close();
      }
    }
  }

  /** A run is resumed from whatever folder one is in then. */
  private static DataSpec absolute(DataSpec data) {
    return data.source() instanceof SourceSpec.OnDisk onDisk
        ? data.withSource(onDisk.withPath(Path.of(onDisk.path()).toAbsolutePath().toString()))
        : data;
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

  /** Probes that can't be read are left out, with a warning: they are no part of the training. */
  private static List<Probe> probes(Experiment experiment, Normaliser normaliser) {
    ImageShape input = experiment.network().input();
    ImageDecoder decoder = new ImageDecoder(experiment.data().resize(), input.channels());
    List<Probe> probes = new ArrayList<>();
    for (String path : experiment.monitor().probes()) {
      Path file = SampleImages.find(Path.of(path));
      try {
        byte[] image = decoder.decode(file);
        probes.add(
            new Probe(
                String.valueOf(file.getFileName()),
                Crops.centre(normaliser, image, input.height())));
      } catch (StudioException e) {
        if (Files.exists(file)) {
          LOG.warn("Probe left out. {}", e.getMessage());
        } else {
          LOG.warn("Probe left out: there is no file {}", path);
        }
      }
    }
    return probes;
  }
}
