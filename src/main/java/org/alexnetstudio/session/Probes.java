package org.alexnetstudio.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.inspect.ProbeImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probe images of one training, decoded: those of its experiment, then those pinned later. */
final class Probes {
  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

  private final ImageDecoder decoder;
  private final List<ProbeImage> images = new CopyOnWriteArrayList<>();

  /** Ones that can't be read are left out, with a warning: they are no part of the training. */
  Probes(Experiment experiment) {
    decoder = new ImageDecoder(experiment.data().resize(), experiment.network().input().channels());
    for (String path : experiment.monitor().probes()) {
      try {
        pin(Path.of(path));
      } catch (StudioException | InvalidPathException e) {
        LOG.warn("A probe image is left out. {}", e.getMessage());
      }
    }
  }

  /**
   * Adds an image, unless it is among them; any thread may do so.
   *
   * @throws StudioException where it is no usable image
   */
  void pin(Path image) throws StudioException {
    String name = image.toAbsolutePath().normalize().toString();
    ProbeImage decoded = new ProbeImage(name, decoder.decode(image));
    synchronized (this) {
      if (images.stream().noneMatch(there -> there.name().equals(name))) {
        images.add(decoded);
      }
    }
  }

  /** All of them at this moment, in the order in which they came. */
  List<ProbeImage> all() {
    return List.copyOf(images);
  }
}
