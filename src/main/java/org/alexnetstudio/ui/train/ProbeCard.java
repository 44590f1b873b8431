package org.alexnetstudio.ui.train;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A pinned picture and the classes that it is taken for.
 *
 * @param image its path as events call it
 * @param label its true class; empty where that is not known
 * @param likely the likeliest classes, the likeliest first
 */
record ProbeCard(String image, Optional<String> label, List<Likely> likely) {
  ProbeCard {
    likely = List.copyOf(likely);
  }

  /** Whether the likeliest class is the true one. */
  boolean right() {
    return !likely.isEmpty() && label.equals(Optional.of(likely.get(0).className()));
  }

  /** The folder that an image lies in, where that is the name of a class. */
  static Optional<String> labelOf(String image, List<String> classNames) {
    try {
      return Optional.ofNullable(Path.of(image).getParent())
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(classNames::contains);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
