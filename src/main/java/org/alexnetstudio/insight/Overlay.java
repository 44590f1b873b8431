package org.alexnetstudio.insight;

import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.Picture;

/**
 * A map laid over an image: each number is a square in Inferno whose opacity is the number, in
 * parts of the limit, times the blend. What is 0 leaves the image untouched.
 */
public final class Overlay {
  private Overlay() {}

  /**
   * The pixels, opaque, row by row.
   *
   * @param image under the map, stretched to its size
   * @param map (rows, columns)
   * @param limit the number that has the brightest colour; 0 leaves the image alone
   * @param blend from 0, the image alone, to 1
   * @param scale pixels for a side of a number's square
   */
  public static int[] compose(
      Picture image, float[] map, int columns, float limit, double blend, int scale) {
    int rows = map.length / columns;
    int width = columns * scale;
    int height = rows * scale;
    int[] argb = stretch(image, width, height);
    for (int row = 0; limit > 0 && row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double level = Math.max(0, Math.min(1, map[row * columns + column] / limit));
        if (level > 0) {
          int colour = ColourMap.INFERNO.argb((int) Math.round(255 * level));
          for (int y = row * scale; y < (row + 1) * scale; y++) {
            for (int x = column * scale; x < (column + 1) * scale; x++) {
              argb[y * width + x] = mix(argb[y * width + x], colour, level * blend);
            }
          }
        }
      }
    }
    return argb;
  }

  /**
   * A coarse map drawn out to a finer one, with straight lines between the middles of its cells.
   *
   * @param map (rows, columns)
   * @return (height, width)
   */
  public static float[] drawnOut(float[] map, int columns, int height, int width) {
    int rows = map.length / columns;
    float[] fine = new float[height * width];
    for (int y = 0; y < height; y++) {
      double row = Math.max(0, Math.min(rows - 1, (y + 0.5) * rows / height - 0.5));
      int top = (int) row;
      int bottom = Math.min(rows - 1, top + 1);
      for (int x = 0; x < width; x++) {
        double column = Math.max(0, Math.min(columns - 1, (x + 0.5) * columns / width - 0.5));
        int left = (int) column;
        int right = Math.min(columns - 1, left + 1);
        double across = column - left;
        double above =
            map[top * columns + left] * (1 - across) + map[top * columns + right] * across;
        double below =
            map[bottom * columns + left] * (1 - across) + map[bottom * columns + right] * across;
        fine[y * width + x] = (float) (above + (row - top) * (below - above));
      }
    }
    return fine;
  }

  /** Smooth where the image has to shrink or is about as large, pixel by pixel where it grows. */
  private static int[] stretch(Picture image, int width, int height) {
    int[] argb = new int[width * height];
    boolean grows = width >= 2 * image.width();
    for (int y = 0; y < height; y++) {
      double row = (y + 0.5) * image.height() / height - 0.5;
      for (int x = 0; x < width; x++) {
        double column = (x + 0.5) * image.width() / width - 0.5;
        argb[y * width + x] =
            grows
                ? image.argb()[(int) Math.round(row) * image.width() + (int) Math.round(column)]
                : smooth(image, row, column);
      }
    }
    return argb;
  }

  private static int smooth(Picture image, double row, double column) {
    int top = (int) Math.max(0, Math.floor(row));
    int left = (int) Math.max(0, Math.floor(column));
    int bottom = Math.min(image.height() - 1, top + 1);
    int right = Math.min(image.width() - 1, left + 1);
    double across = Math.max(0, column - left);
    int[] argb = image.argb();
    int above = mix(argb[top * image.width() + left], argb[top * image.width() + right], across);
    int below =
        mix(argb[bottom * image.width() + left], argb[bottom * image.width() + right], across);
    return mix(above, below, Math.max(0, row - top));
  }

  private static int mix(int from, int to, double share) {
    int argb = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      argb = argb << 8 | (int) Math.round(a + share * (b - a));
    }
    return argb;
  }
}
