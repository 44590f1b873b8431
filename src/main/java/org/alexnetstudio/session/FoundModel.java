package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;

/**
 * A model that can be opened.
 *
 * @param path a run's folder, a checkpoint's, or a weights file with its description
 * @param recognised what the weights of another program were taken for, in whole sentences; empty
 *     where the model is this program's own
 */
public record FoundModel(Path path, List<String> recognised) {
  /** Copies the list. */
  public FoundModel {
    recognised = List.copyOf(recognised);
  }
}
