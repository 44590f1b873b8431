package org.alexnetstudio.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alexnetstudio.event.Prediction;

/**
 * What the change of units did to the probability of one class.
 *
 * @param className for people
 * @param before percent with no unit changed, such as "46 %"; "< 3 %" where it was not among the
 *     five likeliest
 * @param after percent now
 * @param change in words and with an arrow, such as "▼ 7 down", in percent; "▼ out of five" where
 *     its rank alone is known
 * @param direction −1 down, 0 the same to a percent, 1 up
 */
record SurgeryEffect(String className, String before, String after, String change, int direction) {

  /** The classes that were likeliest, in that order, then those that are now. */
  static List<SurgeryEffect> of(List<Prediction> before, List<Prediction> after) {
    List<Prediction> classes = new ArrayList<>(before);
    after.stream().filter(each -> find(before, each).isEmpty()).forEach(classes::add);
    return classes.stream().map(each -> effect(each, before, after)).toList();
  }

  private static SurgeryEffect effect(
      Prediction which, List<Prediction> before, List<Prediction> after) {
    Optional<Prediction> was = find(before, which);
    Optional<Prediction> is = find(after, which);
    String change;
    int direction;
    if (was.isPresent() && is.isPresent()) {
      long points =
          Math.round(100 * is.get().probability()) - Math.round(100 * was.get().probability());
      direction = Long.signum(points);
      change =
          direction == 0
              ? "same"
              : direction > 0 ? "▲ " + points + " up" : "▼ " + -points + " down";
    } else {
      // By how much can't be said; its rank is known.
      direction = is.isPresent() ? 1 : -1;
      change = is.isPresent() ? "▲ into five" : "▼ out of five";
    }
    return new SurgeryEffect(
        which.className(), percent(which, before), percent(which, after), change, direction);
  }

  private static String percent(Prediction which, List<Prediction> top) {
    return find(top, which)
        .map(each -> percent(each.probability()))
        .orElse("< " + percent(least(top)));
  }

  private static String percent(double probability) {
    return String.format(
        Locale.ROOT, probability < 0.095 ? "%.1f %%" : "%.0f %%", 100 * probability);
  }

  private static double least(List<Prediction> top) {
    return top.isEmpty() ? 0 : top.get(top.size() - 1).probability();
  }

  private static Optional<Prediction> find(List<Prediction> top, Prediction which) {
    return top.stream().filter(each -> each.classIndex() == which.classIndex()).findFirst();
  }
}
