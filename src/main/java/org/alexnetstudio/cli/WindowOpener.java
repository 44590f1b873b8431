package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.StartMoment;
import org.jspecify.annotations.Nullable;

/** The way to the program's window; the terminal knows no more of it. */
public interface WindowOpener {
  /**
   * Shows the window and returns when it is closed.
   *
   * @param path what it shows first: a run, a model, an experiment, images or a folder of them
   * @param told hears of the moments of the start, on any thread; null where nobody asks
   * @throws StudioException where no window can be shown here
   */
  void open(Optional<Path> path, @Nullable Consumer<StartMoment> told) throws StudioException;

  /**
   * Measures what the window takes from a training, and how fluid it is meanwhile.
   *
   * @param seconds of training in the window, and as many without
   * @return name to value
   * @throws StudioException where no window can be shown here
   */
  Map<String, Double> measure(int seconds, Activity activity) throws StudioException;
}
