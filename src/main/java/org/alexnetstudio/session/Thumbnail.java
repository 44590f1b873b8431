package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.experiment.ResizeSpec;

/** The central square of an image file, small: what networks see of it. */
final class Thumbnail {
  private Thumbnail() {}

  /** Decodes {@code side} x {@code side} pixels, upright; BAD_INPUT where it is no usable image. */
  static Picture of(Path file, int side) throws StudioException {
    byte[] planar = new ImageDecoder(new ResizeSpec(side, side), 3).decode(file);
    int pixels = side * side;
    int[] argb = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      int red = planar[i] & 0xff;
      int green = planar[pixels + i] & 0xff;
      int blue = planar[2 * pixels + i] & 0xff;
      argb[i] = 0xff << 24 | red << 16 | green << 8 | blue;
    }
    return new Picture(side, side, argb);
  }
}
