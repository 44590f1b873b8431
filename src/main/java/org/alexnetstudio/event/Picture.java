package org.alexnetstudio.event;

/**
 * Pixels of an image: one that was decoded, or one that the window drew.
 *
 * @param width columns
 * @param height rows
 * @param argb (height, width) pixels, not premultiplied; never written after
 */
public record Picture(int width, int height, int[] argb) {
  /** Refuses pixels of another size. */
  public Picture {
    if (argb.length != width * height) {
      throw new IllegalArgumentException(
          argb.length + " pixels do not make up " + width + " x " + height);
    }
  }
}
