package org.alexnetstudio.ui.train;

import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FeatureMaps;

/** Pixels of feature maps; where they are shrunk, each is the mean of the area that it covers. */
final class MapPixels {
  private final FeatureMaps maps;
  private final int width;
  private final int height;
  private final Shrinking across;
  private final Shrinking down;
  private final float[] rows;

  /** Of {@code width} x {@code height} pixels, at most as many as the maps have. */
  MapPixels(FeatureMaps maps, int width, int height) {
    this.maps = maps;
    this.width = width;
    this.height = height;
    across = new Shrinking(maps.width(), width);
    down = new Shrinking(maps.height(), height);
    rows = new float[maps.height() * width];
  }

  boolean has(int wantedWidth, int wantedHeight) {
    return width == wantedWidth && height == wantedHeight;
  }

  /** One unit's map, opaque, row by row. */
  int[] argb(int unit) {
    int[] argb = new int[width * height];
    int first = unit * maps.height() * maps.width();
    if (width == maps.width() && height == maps.height()) {
      for (int i = 0; i < argb.length; i++) {
        argb[i] = ColourMap.INFERNO.argb(maps.values()[first + i] & 0xff);
      }
      return argb;
    }
    for (int y = 0; y < maps.height(); y++) {
      int from = first + y * maps.width();
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < across.taps; k++) {
          sum +=
              across.weights[x * across.taps + k]
                  * (maps.values()[from + Math.min(across.first[x] + k, maps.width() - 1)] & 0xff);
        }
        rows[y * width + x] = sum;
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < down.taps; k++) {
          int row = Math.min(down.first[y] + k, maps.height() - 1);
          sum += down.weights[y * down.taps + k] * rows[row * width + x];
        }
        argb[y * width + x] = ColourMap.INFERNO.argb(Math.min(255, Math.round(sum)));
      }
    }
    return argb;
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
