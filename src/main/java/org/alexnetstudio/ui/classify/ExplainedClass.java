package org.alexnetstudio.ui.classify;

import java.util.List;

/**
 * A class that the user wants explained, whichever model answers.
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
}
