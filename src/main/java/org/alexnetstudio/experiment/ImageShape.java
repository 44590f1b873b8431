package org.alexnetstudio.experiment;

/** Channels, height and width of one image or of one layer's output, written [C, H, W]. */
public record ImageShape(int channels, int height, int width) {
  /** Refuses anything below 1. */
  public ImageShape {
    Check.range("input", channels, 1, 1 << 20);
    Check.range("input", height, 1, 8192);
    Check.range("input", width, 1, 8192);
  }

  /** How many numbers it holds. */
  public int size() {
    return Math.toIntExact(numbers());
  }

  /** The same without a limit. */
  long numbers() {
    return (long) channels * height * width;
  }

  @Override
  public String toString() {
    return "[" + channels + ", " + height + ", " + width + "]";
  }
}
