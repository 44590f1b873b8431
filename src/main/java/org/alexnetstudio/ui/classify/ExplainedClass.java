package org.alexnetstudio.ui.classify;

import java.util.List;
import org.alexnetstudio.insight.Overview;
import org.jspecify.annotations.Nullable;

/**
 * A class that is to be explained, whichever model answers.
 *
 * @param index among the classes of the model that it was chosen of
 * @param name by which other models may know it
 */
record ExplainedClass(int index, String name) {

  /** Its index among the classes of a model; -1 where that does not know it. */
  int in(List<String> names) {
    // A name may stand for two classes, such as the crane.
    boolean same = index < names.size() && names.get(index).equals(name);
    return same ? index : names.indexOf(name);
  }

  /** Number of the first of some classes that a network knows, else of the one it sees first. */
  static int indexOf(Overview overview, @Nullable ExplainedClass... preferred) {
    for (ExplainedClass each : preferred) {
      int index = each == null ? -1 : each.in(overview.classNames());
      if (index >= 0) {
        return index;
      }
    }
    return overview.top().get(0).classIndex();
  }
}
