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

  private static ModelFiles of(Path weights) throws StudioException {
    String name = String.valueOf(weights.getFileName());
    String stem = name.endsWith(".safetensors") ? name.substring(0, name.length() - 12) : name;
    Path description = weights.resolveSibling(stem + ".json");
    if (!Files.exists(description)) {
      throw StudioException.badInput(
          "Can't open the model " + weights,
          "its description " + description.getFileName() + " is not beside it",
          "Copy both files together.");
    }
    return new ModelFiles(weights, description);
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
