package org.alexnetstudio.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * A complete checkpoint.
 *
 * @param name what the user calls it: "latest", "best", or "step-" and eight digits
 * @param folder where its files lie
 * @param state what training must know to go on
 */
public record Checkpoint(String name, Path folder, TrainingState state) {
  static final String MODEL = "model.safetensors";
  static final String MODEL_JSON = "model.json";
  static final String OPTIMIZER = "optimizer.safetensors";

  /** The files that a manifest counts. */
  static final List<String> FILES = List.of(MODEL, MODEL_JSON, OPTIMIZER);

  /** Parameters of the network. */
  public Path modelFile() {
    return folder.resolve(MODEL);
  }

  /** What the optimizer remembers. */
  public Path optimizerFile() {
    return folder.resolve(OPTIMIZER);
  }

  /**
   * What a reader of the model must know besides weights.
   *
   * @throws StudioException where the file cannot be read
   */
  public String modelJson() throws StudioException {
    Path file = folder.resolve(MODEL_JSON);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw StudioException.failed(
          file + " cannot be read", IoReason.of(e), "Check the file and its disk.", e);
    }
  }
}
