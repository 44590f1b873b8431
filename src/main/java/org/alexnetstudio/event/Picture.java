package org.alexnetstudio.event;

/**
 * A decoded image as the window shows it.
 *
 * @param width columns
 * @param height rows
 * @param argb (height, width) opaque pixels; never written after
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
