package org.alexnetstudio.ui.classify;

import javafx.beans.value.ChangeListener;

/** Tells of changes of the chosen image's result, and of another image chosen. */
final class ChosenResult {
  private ChosenResult() {}

  static void listen(ClassifyModel model, Runnable changed) {
    ChangeListener<Classification> listener = (property, before, now) -> changed.run();
    model
        .chosen()
        .addListener(
            (property, before, now) -> {
              if (before != null) {
                before.classification().removeListener(listener);
              }
              if (now != null) {
                now.classification().addListener(listener);
              }
              changed.run();
            });
  }
}
