package org.alexnetstudio.session;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.weights.NpyFile;

/** Files that the user saves: there whole, or as they were before. */
final class SavedFile {
  private SavedFile() {}

  /** A text in UTF-8. */
  static Path text(Path file, String text) throws StudioException {
    try {
      AtomicFiles.write(file, text);
      return file;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** A picture, without its transparency. */
  static Path png(Path file, Picture picture) throws StudioException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
    try {
      AtomicFiles.writeWith(file, temporary -> ImageIO.write(image, "png", temporary.toFile()));
      return file;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Numbers as a NumPy array. */
  static Path npy(Path file, float[] values, int... shape) throws StudioException {
    try {
      AtomicFiles.write(file, NpyFile.of(values, shape));
      return file;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StudioException unwritable(Path file, IOException e) {
    return StudioException.failed(
        "Can't write " + file,
        IoReason.of(e),
        "Choose another folder, or free some space; nothing in the window is lost.",
        e);
  }
}
