package org.alexnetstudio.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * The two files of a model.
 *
 * @param weights safetensors
 * @param description the sidecar
 */
public record ModelFiles(Path weights, Path description) {
  private static final String SUFFIX = ".safetensors";

  /**
   * Finds a model.
   *
   * @param model a run folder (its best checkpoint counts, before the first validation the latest),
   *     a checkpoint folder, or a weights file with its sidecar
   */
  public static ModelFiles find(Path model) throws StudioException {
    if (Files.isDirectory(model)) {
      if (Files.exists(model.resolve(Checkpoint.MODEL))) {
        return of(model.resolve(Checkpoint.MODEL));
      }
      return of(RunFolder.open(model).checkpoints().bestOrLatest().modelFile());
    }
    if (!Files.exists(model)) {
      throw StudioException.badInput(
          "Can't open the model " + model,
          "there is no such file or folder",
          "Name a run folder, a checkpoint folder or a weights file.");
    }
    return of(model);
  }

  /**
   * The files of a model that may not be there yet.
   *
   * @param model a folder, or a weights file, whose name ends in {@code .safetensors}
   */
  public static ModelFiles at(Path model) {
    String name = String.valueOf(model.getFileName());
    return name.endsWith(SUFFIX)
        ? new ModelFiles(model, sidecarOf(model))
        : new ModelFiles(model.resolve(Checkpoint.MODEL), model.resolve(Checkpoint.MODEL_JSON));
  }

  /** Whether a file has the description beside it that makes it a model. */
  public static boolean isDescribed(Path weights) {
    return Files.exists(sidecarOf(weights));
  }

  private static ModelFiles of(Path weights) throws StudioException {
    Path description = sidecarOf(weights);
    if (!isDescribed(weights)) {
      throw StudioException.badInput(
          "Can't open the model " + weights,
          "its description " + description.getFileName() + " is not beside it",
          "Copy both files together; weights of another program: alexnet-studio import.");
    }
    return new ModelFiles(weights, description);
  }

  private static Path sidecarOf(Path weights) {
    String name = String.valueOf(weights.getFileName());
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return weights.resolveSibling(stem + ".json");
  }

  /** Reads the description. */
  public ModelSidecar sidecar() throws StudioException {
    try {
      return ModelSidecar.parse(description.toString(), Files.readString(description));
    } catch (IOException e) {
      throw StudioException.badInput(
          "Can't read " + description, IoReason.of(e), "Check the file and its permissions.", e);
    }
  }
}
