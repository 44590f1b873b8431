package org.alexnetstudio.session;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
    if (opened == null
        || !opened.experiment().equals(experiment)
        || !opened.images().fingerprint().equals(fingerprint)) {
      checkThere(experiment.data().source());
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

  /** A person who moved photographs is told so, rather than that a file can't be found. */
  private static void checkThere(SourceSpec source) throws StudioException {
    if (source instanceof SourceSpec.OnDisk onDisk && !isThere(onDisk.path())) {
      throw StudioException.badInput(
          "The images of this run are not where they were: " + onDisk.path(),
          "there is no such file or folder now",
          "Bring them back to this place, or connect their drive; nothing needs to be prepared or"
              + " trained again.");
    }
  }

  private static boolean isThere(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      // Of another system, where the run was made.
      return false;
    }
  }
}
