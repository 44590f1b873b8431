package org.alexnetstudio.ui.explore;

import java.nio.file.Path;

/** Which run a model is of, by where it lies. */
final class ModelPlace {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String STAMPED = "\\d{8}-\\d{6}_.+";

  private ModelPlace() {}

  /** The folder of its run; the model itself where it lies in none. */
  static Path run(Path model) {
    for (Path each = model; each != null; each = each.getParent()) {
      Path parent = each.getParent();
      if (name(each).matches(STAMPED)) {
        return each;
      }
      if (name(each).equals(CHECKPOINTS) && parent != null) {
        return parent;
      }
    }
    return model;
  }

  /** The run's name, or the model's, without date and ending. */
  static String title(Path model) {
    String name = name(run(model));
    return name.matches(STAMPED)
        ? name.substring(name.indexOf('_') + 1)
        : name.replaceFirst("\\.safetensors$", "");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
