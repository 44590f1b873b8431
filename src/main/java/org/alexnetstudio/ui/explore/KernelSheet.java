package org.alexnetstudio.ui.explore;

import java.util.Arrays;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.Tints;

/**
 * A kernel as one picture: of 3 channels in colour, else its channels side by side in rows, blue
 * below 0, white at 0, red above.
 *
 * @param columns channels in a row
 */
record KernelSheet(Kernel kernel, int columns) {
  /** Between two channels, whatever the scale. */
  static final int GAP = 1;

  private static final int BETWEEN = 0xff808080;

  /** Whether it is one picture in colour. */
  static boolean coloured(Kernel kernel) {
    return kernel.channels() == 3;
  }

  /** Channels in a row for a picture about as wide as high. */
  static int squareColumns(Kernel kernel) {
    return coloured(kernel) ? 1 : (int) Math.ceil(Math.sqrt(kernel.channels()));
  }

  /** Pictures on the sheet. */
  int tiles() {
    return coloured(kernel) ? 1 : kernel.channels();
  }

  /** Rows of pictures. */
  int rows() {
    return (tiles() + columns - 1) / columns;
  }

  /** Opaque pixels of one channel, or of all three in colour. */
  int[] tile(int channel) {
    if (coloured(kernel)) {
      return Tints.centred(kernel.weights(), 3);
    }
    int area = kernel.size() * kernel.size();
    float[] weights = Arrays.copyOfRange(kernel.weights(), channel * area, (channel + 1) * area);
    return Tints.signed(weights, Tints.limit(kernel.weights()));
  }

  /** The whole sheet, each weight a square of {@code scale} pixels. */
  Picture picture(int scale) {
    int step = kernel.size() * scale + GAP;
    int width = columns * step - GAP;
    int height = rows() * step - GAP;
    int[] argb = new int[width * height];
    Arrays.fill(argb, BETWEEN);
    for (int tile = 0; tile < tiles(); tile++) {
      int[] pixels = tile(tile);
      int top = tile / columns * step;
      int left = tile % columns * step;
      for (int y = 0; y < kernel.size() * scale; y++) {
        for (int x = 0; x < kernel.size() * scale; x++) {
          argb[(top + y) * width + left + x] = pixels[y / scale * kernel.size() + x / scale];
        }
      }
    }
    return new Picture(width, height, argb);
  }
}
