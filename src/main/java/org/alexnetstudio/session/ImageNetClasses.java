package org.alexnetstudio.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 1000 classes of ILSVRC-2012. */
final class ImageNetClasses {
  /** How many there are. */
  static final int COUNT = 1000;

  private static final String RESOURCE = "/labels/imagenet.txt";

  private ImageNetClasses() {}

  /**
   * Their names, all different, in the order of the WordNet identifiers, which all networks use.
   */
  static List<String> names() {
    try (InputStream stream = ImageNetClasses.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("there is no resource " + RESOURCE);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("the program's own resource can't be read", e);
    }
  }
}
