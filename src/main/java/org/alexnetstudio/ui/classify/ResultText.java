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

  /** Such as "Live weights of step 1,412" or "Weights of alexnet-photos, step 500". */
  static String weights(WeightsOrigin weights) {
    if (weights.live()) {
      return "Live weights of step " + number(weights.step());
    }
    String step = weights.step() > 0 ? ", step " + number(weights.step()) : "";
    return "Weights of " + modelName(weights.model()) + step;
  }

  /** A run's folder by its name, a checkpoint of it with the run's name before its own. */
  static String modelName(Path model) {
    Path parent = model.getParent();
    Path run = parent == null ? null : parent.getParent();
    if (parent == null || run == null || !parent.endsWith("checkpoints")) {
      return String.valueOf(model.getFileName());
    }
    return run.getFileName() + ", " + model.getFileName();
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
