package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;

/** Results in words. */
final class ResultText {
  private ResultText() {}

  /** Such as "46.0 %". */
  static String percent(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  /** Such as "46 %", where there is little room. */
  static String roundPercent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  /** A reason as a sentence. */
  static String sentence(String why) {
    return why.isEmpty() ? "" : Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
  }

  /** Such as "a.txt: not an image; b.txt: not an image; and 7 more". */
  static String some(List<String> all) {
    int most = 2;
    String more = all.size() > most ? "; and " + number(all.size() - most) + " more" : "";
    return String.join("; ", all.subList(0, Math.min(most, all.size()))) + more;
  }

  /** Such as "1,412". */
  static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Such as "wild_cat 46.0 %", or how far it is. */
  static String line(Classification now) {
    if (now.top().isEmpty()) {
      Message problem = now.problem();
      return now.state().text() + (problem == null ? "" : ": " + problem.why());
    }
    Prediction first = now.top().get(0);
    return first.className() + " " + percent(first.probability());
  }

  /** Such as "Live weights of step 1,412" or "Weights of photos, step 500". */
  static String weights(WeightsOrigin weights) {
    if (weights.live()) {
      return "Live weights of step " + number(weights.step());
    }
    String step = weights.step() > 0 ? ", step " + number(weights.step()) : "";
    return "Weights of " + modelName(weights.model()) + step;
  }

  /**
   * A run by its experiment's name, without the time; a checkpoint has the run's name first. A
   * weights file of the usual name is called as its folder is.
   */
  static String modelName(Path model) {
    Path parent = model.getParent();
    if (parent != null && parent.getFileName() != null && model.endsWith("model.safetensors")) {
      return modelName(parent);
    }
    Path run = parent == null ? null : parent.getParent();
    if (parent == null || run == null || !parent.endsWith("checkpoints")) {
      return withoutTime(model);
    }
    return withoutTime(run) + ", " + model.getFileName();
  }

  private static String withoutTime(Path run) {
    return String.valueOf(run.getFileName())
        .replaceFirst("^\\d{8}-\\d{6}_(?=.)", "")
        .replaceFirst("\\.safetensors$", "");
  }

  /** A result to paste elsewhere. */
  static String copy(ImageItem item) {
    Answer<List<Prediction>> answer = item.now().answer();
    if (answer == null) {
      return item.path() + "\n" + line(item.now()) + "\n";
    }
    return item.path()
        + "\n"
        + weights(answer.weights())
        + (item.now().tenCrop() ? ", ten crops" : "")
        + "\n"
        + answer.value().stream()
            .map(each -> each.className() + "\t" + percent(each.probability()) + "\n")
            .collect(Collectors.joining());
  }
}
