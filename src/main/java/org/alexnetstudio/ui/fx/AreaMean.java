package org.alexnetstudio.ui.fx;

/** Shrinks maps: each new pixel is the mean of the area that it covers. */
public final class AreaMean {
  private final int fromWidth;
  private final int fromHeight;
  private final int width;
  private final int height;
  private final Shrinking across;
  private final Shrinking down;
  private final float[] rows;

  /** From one size to another, which is at most as large. */
  public AreaMean(int fromWidth, int fromHeight, int width, int height) {
    this.fromWidth = fromWidth;
    this.fromHeight = fromHeight;
    this.width = width;
    this.height = height;
    across = new Shrinking(fromWidth, width);
    down = new Shrinking(fromHeight, height);
    rows = new float[fromHeight * width];
  }

  /** Whether it shrinks to this size. */
  public boolean makes(int wantedWidth, int wantedHeight) {
    return width == wantedWidth && height == wantedHeight;
  }

  /**
   * The means, (height, width).
   *
   * @param values that begin at {@code first} with a map, row by row
   */
  public float[] of(float[] values, int first) {
    float[] means = new float[width * height];
    if (width == fromWidth && height == fromHeight) {
      System.arraycopy(values, first, means, 0, means.length);
      return means;
    }
    for (int y = 0; y < fromHeight; y++) {
      int from = first + y * fromWidth;
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < across.taps; k++) {
          int column = Math.min(across.first[x] + k, fromWidth - 1);
          sum += across.weights[x * across.taps + k] * values[from + column];
        }
        rows[y * width + x] = sum;
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < down.taps; k++) {
          int row = Math.min(down.first[y] + k, fromHeight - 1);
          sum += down.weights[y * down.taps + k] * rows[row * width + x];
        }
        means[y * width + x] = sum;
      }
    }
    return means;
  }

  /** By what share each old pixel counts for each new one. */
  private static final class Shrinking {
    private final int taps;
    private final int[] first;
    private final float[] weights;

    Shrinking(int from, int to) {
      double step = (double) from / to;
      taps = (int) Math.ceil(step) + 1;
      first = new int[to];
      weights = new float[to * taps];
      for (int i = 0; i < to; i++) {
        double begin = i * step;
        double end = begin + step;
        first[i] = (int) begin;
        for (int k = 0; k < taps; k++) {
          double covered = Math.min(end, first[i] + k + 1) - Math.max(begin, first[i] + k);
          weights[i * taps + k] = (float) (Math.max(0, covered) / step);
        }
      }
    }
  }
}
