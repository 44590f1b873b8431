package org.alexnetstudio.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.weights.TensorFile;

/**
 * Finds the model that a person names: a run's folder, a checkpoint's, a weights file of this
 * program or of another, {@code starter} or {@code imagenet}. Weights of others become a model in
 * the cache the first time.
 */
public final class ModelFinder {
  /** How names of weights files end, in lower case and without the dot. */
  public static final List<String> ENDINGS = TensorFile.ENDINGS;

  private ModelFinder() {}

  /**
   * Finds the model.
   *
   * @throws StudioException where there is none, or its weights are no AlexNet that is known
   * @throws java.util.concurrent.CancellationException where {@code activity} ends it
   */
  public static FoundModel find(Path named, AppFolders folders, Activity activity)
      throws StudioException {
    Path path = Files.exists(named) ? named : byWord(named, folders);
    if (Files.isRegularFile(path) && !ModelFiles.isDescribed(path)) {
      return ImportedModels.open(path, folders, activity);
    }
    return new FoundModel(path, List.of());
  }

  /** Whether a text can only name a model, not an experiment. */
  public static boolean isModel(String named) {
    return named.equals(StarterModel.NAME)
        || named.equals(ImageNetWeights.NAME)
        || ENDINGS.stream().anyMatch(ending -> named.endsWith("." + ending))
        || Files.isDirectory(Path.of(named));
  }

  private static Path byWord(Path named, AppFolders folders) throws StudioException {
    if (named.equals(Path.of(StarterModel.NAME))) {
      return StarterModel.open(folders);
    }
    if (named.equals(Path.of(ImageNetWeights.NAME))) {
      Optional<Path> fetched = new ImageNetWeights(folders).find();
      return fetched.orElseThrow(
          () ->
              StudioException.badInput(
                  "The ImageNet weights are not on this computer",
                  "they do not come with the program",
                  "Fetch them once: alexnet-studio get imagenet."));
    }
    return named;
  }
}
