package org.alexnetstudio.ui.train;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** What every pane takes from the run on the screen, whichever run that is. */
final class Following {
  private Following() {}

  /** What the pane shows; null before the run's first snapshot. */
  static ObservableValue<@Nullable Snapshot> snapshot(ObservableValue<ShownRun> run) {
    return run.flatMap(ShownRun::snapshot);
  }

  /** The mark in the header, such as "step 820"; empty where the newest is shown. */
  static ObservableValue<String> chip(ObservableValue<ShownRun> run) {
    return run.flatMap(
            shown ->
                Bindings.createStringBinding(
                    () -> shown.live().get() ? "" : step(shown.cursor().get()),
                    shown.live(),
                    shown.cursor()))
        .orElse("");
  }

  private static String step(int step) {
    return String.format(Locale.ROOT, "step %,d", step);
  }
}
