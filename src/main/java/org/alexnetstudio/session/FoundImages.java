package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;

/**
 * The image files that some paths stand for.
 *
 * @param images absolute paths; those that do not exist are among them, as reading them says so
 * @param leftOut what was named and is no image, or could not be looked into, each with its reason
 */
public record FoundImages(List<Path> images, List<String> leftOut) {
  /** Copies the lists. */
  public FoundImages {
    images = List.copyOf(images);
    leftOut = List.copyOf(leftOut);
  }
}
