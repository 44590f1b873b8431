package org.alexnetstudio.ui.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;

/** The program's icon in the sizes that desktops choose from; the installers' own files. */
final class AppIcon {
  private static final List<Integer> SIDES = List.of(16, 32, 48, 64, 128, 256);

  private AppIcon() {}

  static List<Image> inAllSizes() {
    return SIDES.stream().map(AppIcon::read).toList();
  }

  private static Image read(int side) {
    String name = "/icons/" + side + ".png";
    try (InputStream file = Objects.requireNonNull(AppIcon.class.getResourceAsStream(name), name)) {
      return new Image(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
