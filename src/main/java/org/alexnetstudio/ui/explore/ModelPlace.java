package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.alexnetstudio.session.KeptWeights;
import org.alexnetstudio.session.WeightsOrigin;

/** Which run a model is of, by where it lies, and what its weights are called. */
final class ModelPlace {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String STAMPED = "\\d{8}-\\d{6}_.+";

  private static final int LONGEST = 22;

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
  private static String title(Path model) {
    String name = name(run(model));
    return name.matches(STAMPED)
        ? name.substring(name.indexOf('_') + 1)
        : name.replaceFirst("\\.safetensors$", "");
  }

  /** "live, step 1,412", or "step 820 of photos". */
  static String words(WeightsOrigin weights) {
    String name = title(weights.model());
    String shortened = name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    return weights.live() ? step(weights) : step(weights) + " of " + shortened;
  }

  /** "live, step 1,412", or "step 820". */
  static String step(WeightsOrigin weights) {
    return String.format(
        Locale.ROOT, weights.live() ? "live, step %,d" : "step %,d", weights.step());
  }

  /**
   * A run's folder stands for one of its checkpoints, which its step tells, or for none as live.
   */
  static boolean isShown(KeptWeights one, List<KeptWeights> all, WeightsOrigin origin) {
    if (origin.live()) {
      return false;
    }
    boolean named = all.stream().anyMatch(each -> each.folder().equals(origin.model()));
    return named ? one.folder().equals(origin.model()) : one.step() == origin.step();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
