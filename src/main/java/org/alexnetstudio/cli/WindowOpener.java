package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.alexnetstudio.StudioException;

/** Opens the program's window; the terminal knows no more of it. */
@FunctionalInterface
public interface WindowOpener {
  /**
   * Shows the window and returns when it is closed.
   *
   * @param path what it shows first: a run, a model, an experiment, images or a folder of them
   * @throws StudioException where no window can be shown here
   */
  void open(Optional<Path> path) throws StudioException;
}
