package org.alexnetstudio.session;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.run.AtomicFiles;

/** Pictures as PNG files. */
final class PngFile {
  private PngFile() {}

  /** Writes the file whole or not at all; BAD_INPUT where it can't be written. */
  static void write(Picture picture, Path file) throws StudioException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      AtomicFiles.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw StudioException.badInput(
          "Cannot write " + file,
          IoReason.of(e),
          "Choose another folder, or make room on the disk.",
          e);
    }
  }
}
