package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.WholeImage;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.experiment.ResizeSpec;

/** Pictures of image files: the central square, small, or the whole. */
final class Thumbnail {
  private Thumbnail() {}

  /** Decodes {@code side} x {@code side} pixels, upright; BAD_INPUT where it is no usable image. */
  static Picture of(Path file, int side) throws StudioException {
    return picture(side, side, new ImageDecoder(new ResizeSpec(side, side), 3).decode(file));
  }

  /** Decodes all of it, upright, its longer side at most {@code longest} pixels. */
  static ShownImage whole(Path file, int longest) throws StudioException {
    WholeImage image = ImageDecoder.decodeWhole(file, longest);
    return new ShownImage(
        picture(image.width(), image.height(), image.rgb()), image.fileWidth(), image.fileHeight());
  }

  private static Picture picture(int width, int height, byte[] planar) {
    int pixels = width * height;
    int[] argb = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      int red = planar[i] & 0xff;
      int green = planar[pixels + i] & 0xff;
      int blue = planar[2 * pixels + i] & 0xff;
      argb[i] = 0xff << 24 | red << 16 | green << 8 | blue;
    }
    return new Picture(width, height, argb);
  }
}
