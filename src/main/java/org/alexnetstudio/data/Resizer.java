package org.alexnetstudio.data;

import java.util.Arrays;
import org.alexnetstudio.experiment.ResizeSpec;

/**
 * Scales an image so that its shorter side fits, and keeps the central square (paper, section 2);
 * only what the square needs is computed.
 *
 * <p>First along the rows, rounded to bytes, then along the columns: the results are those of PIL's
 * {@code resize(..., BILINEAR)} bit for bit.
 */
record Resizer(ResizeSpec spec, int channels) {

  /** The square of {@code channels} x crop x crop bytes, planar. */
  byte[] resize(PixelRows image, Orientation orientation) {
    int shorter = Math.min(image.width(), image.height());
    int width = scaled(image.width(), shorter);
    int height = scaled(image.height(), shorter);
    int crop = spec.crop();
    // An odd remainder leaves its larger half at the end; seen from a mirrored picture, that is the
    // beginning.
    int left = (width - crop + (orientation.mirrorsColumns() ? 1 : 0)) / 2;
    int top = (height - crop + (orientation.mirrorsRows() ? 1 : 0)) / 2;
    byte[] square =
        filter(
            image,
            channels,
            new TriangleFilter(image.width(), width, left, crop),
            new TriangleFilter(image.height(), height, top, crop));
    return orientation.upright(square, channels, crop);
  }

  /** What two filters make of an image: channels x outputs down x outputs across, planar. */
  static byte[] filter(PixelRows image, int channels, TriangleFilter across, TriangleFilter down) {
    int width = across.from.length;
    int height = down.from.length;
    int first = down.firstInput();
    int rows = down.endInput() - first;
    byte[] narrow = new byte[channels * rows * width];
    byte[][] row = new byte[channels][image.width()];
    for (int y = 0; y < rows; y++) {
      image.read(first + y, row);
      for (int c = 0; c < channels; c++) {
        filterRow(across, row[c], narrow, (c * rows + y) * width);
      }
    }
    byte[] filtered = new byte[channels * height * width];
    int[] sums = new int[width];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        Arrays.fill(sums, 1 << (TriangleFilter.BITS - 1));
        for (int k = 0; k < down.count[y]; k++) {
          addRow(
              sums,
              down.weights[y * down.taps + k],
              narrow,
              (c * rows + down.from[y] - first + k) * width);
        }
        int to = (c * height + y) * width;
        for (int x = 0; x < width; x++) {
          filtered[to + x] = TriangleFilter.toByte(sums[x]);
        }
      }
    }
    return filtered;
  }

  private int scaled(int length, int shorter) {
    return (int) Math.round((double) length * spec.shorterSide() / shorter);
  }

  private static void filterRow(TriangleFilter filter, byte[] in, byte[] out, int to) {
    int[] from = filter.from;
    int[] count = filter.count;
    int[] weights = filter.weights;
    for (int x = 0; x < from.length; x++) {
      int sum = 1 << (TriangleFilter.BITS - 1);
      int w = x * filter.taps;
      for (int i = from[x], end = from[x] + count[x]; i < end; i++) {
        sum += weights[w++] * (in[i] & 0xff);
      }
      out[to + x] = TriangleFilter.toByte(sum);
    }
  }

  private static void addRow(int[] sums, int weight, byte[] in, int from) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += weight * (in[from + x] & 0xff);
    }
  }
}
