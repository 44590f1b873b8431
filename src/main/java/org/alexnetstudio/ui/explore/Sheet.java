package org.alexnetstudio.ui.explore;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.alexnetstudio.event.Picture;

/** Many small pictures of one size as one, row by row, on white. */
final class Sheet {
  static final int GAP = 1;
  private static final int WHITE = 0xffffffff;

  private Sheet() {}

  /** About as wide as high. */
  static int columns(int count, int width, int height) {
    return Math.max(1, (int) Math.ceil(Math.sqrt((double) count * height / width)));
  }

  /**
   * Draws it.
   *
   * @param tile gives (height, width) ARGB
   */
  static Picture of(int count, int width, int height, IntFunction<int[]> tile) {
    int columns = columns(count, width, height);
    int rows = (count + columns - 1) / columns;
    int across = columns * (width + GAP) - GAP;
    int down = rows * (height + GAP) - GAP;
    int[] argb = new int[across * down];
    Arrays.fill(argb, WHITE);
    for (int each = 0; each < count; each++) {
      int[] pixels = tile.apply(each);
      int left = each % columns * (width + GAP);
      int top = each / columns * (height + GAP);
      for (int row = 0; row < height; row++) {
        System.arraycopy(pixels, row * width, argb, (top + row) * across + left, width);
      }
    }
    return new Picture(across, down, argb);
  }
}
