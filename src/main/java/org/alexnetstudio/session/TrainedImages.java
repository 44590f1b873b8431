package org.alexnetstudio.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.SourceSpec;
import org.jspecify.annotations.Nullable;

/**
 * The packed images that a model was trained and validated with; those asked for last stay open.
 * Nothing is ever packed here. Any thread may ask.
 */
final class TrainedImages {
  private final AppFolders folders;
  private @Nullable Opened last;

  TrainedImages(AppFolders folders) {
    this.folders = folders;
  }

  private record Opened(Experiment experiment, PackedImages images) {}

  /**
   * Opens them; they are let go of when nobody uses them any more.
   *
   * @param experiment of the model
   * @param fingerprint of the images that it was trained with
   * @throws StudioException where they are not on this computer, not packed, or others
   */
  synchronized PackedImages of(Experiment experiment, String fingerprint, BooleanSupplier cancelled)
      throws StudioException {
    Opened opened = last;
    if (experiment.data().source() instanceof SourceSpec.OnDisk source
        && !Files.exists(Path.of(source.path()))) {
      throw StudioException.badInput(
          "The training images of this model are not on this computer",
          "its experiment names " + source.path() + ", where nothing is",
          "Bring them back to where they were, or look at a model that was trained here.");
    }
    if (opened == null
        || !opened.experiment().equals(experiment)
        || !opened.images().fingerprint().equals(fingerprint)) {
      opened =
          new Opened(
              experiment,
              PackedImages.openPrepared(
                  experiment.data(),
                  experiment.network().input().channels(),
                  experiment.seed(),
                  folders.imageCache(),
                  cancelled));
      if (!opened.images().fingerprint().equals(fingerprint)) {
        throw StudioException.badInput(
            "The images of this model are not the same any more",
            "images of its training were added, removed, renamed or moved to another class",
            "Bring them back as they were, or train with them as they are.");
      }
      last = opened;
    }
    return opened.images();
  }
}
