package org.alexnetstudio.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.event.Peaks;
import org.alexnetstudio.inspect.StrongestUnits;
import org.alexnetstudio.network.Inference;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.PeaksFile;
import org.alexnetstudio.training.ValidationWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds at each validation what excites the units most, and keeps it in the run folder. */
final class PeakKeeper implements ValidationWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PeakKeeper.class);

  private final Network network;
  private final PackedImages images;
  private final PeaksFile file;
  private StrongestUnits strongest;
  private boolean warned;

  PeakKeeper(Network network, PackedImages images, PeaksFile file) {
    this.network = network;
    this.images = images;
    this.file = file;
    strongest = new StrongestUnits(network);
  }

  @Override
  public void begin() {
    strongest = new StrongestUnits(network);
  }

  @Override
  public Inference batch(Network validated, int[] numbers) {
    return strongest.batch(numbers);
  }

  /** The training goes on without them: on a full disk, the next checkpoint tells what to do. */
  @Override
  public void end(int step) {
    List<LayerPeaks> layers = strongest.peaks();
    Map<Integer, String> names = new LinkedHashMap<>();
    for (LayerPeaks layer : layers) {
      for (int image : layer.images()) {
        if (image >= 0) {
          names.computeIfAbsent(image, images::name);
        }
      }
    }
    try {
      file.write(new Peaks(step, strongest.images(), images.fingerprint(), names, layers));
    } catch (StudioException e) {
      if (!warned) {
        LOG.warn("{} The training goes on without them.", e.getMessage());
      }
      warned = true;
    }
  }
}
