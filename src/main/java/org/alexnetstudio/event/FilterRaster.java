package org.alexnetstudio.event;

import java.util.Arrays;

/**
 * Pictures of a convolution's filters: {@code 0.5 + w / (2 limit)}, so that grey is 0. Three
 * channels are red, green and blue; one is grey; of any other number the mean is shown, in grey.
 */
public final class FilterRaster {
  private static final int BLACK = 0xff000000;

  private FilterRaster() {}

  /** The limit that makes one filter as strong as can be; 0 where all of it is 0. */
  public static float limit(FilterBank bank, int filter) {
    float limit = 0;
    for (float value : shown(bank, filter)) {
      limit = Float.isFinite(value) ? Math.max(limit, Math.abs(value)) : limit;
    }
    return limit;
  }

  /** The limit that all filters can share. */
  public static float limit(FilterBank bank) {
    float limit = 0;
    for (int filter = 0; filter < bank.filters(); filter++) {
      limit = Math.max(limit, limit(bank, filter));
    }
    return limit;
  }

  /**
   * The pixels of one filter, opaque ARGB, row by row.
   *
   * @param limit the weight that is shown at full strength; 0 shows nothing but grey
   */
  public static int[] argb(FilterBank bank, int filter, float limit) {
    float[] values = shown(bank, filter);
    int area = bank.kernel() * bank.kernel();
    int colours = values.length / area;
    int[] pixels = new int[area];
    for (int i = 0; i < area; i++) {
      int red = grade(values[i], limit);
      int green = colours == 3 ? grade(values[area + i], limit) : red;
      int blue = colours == 3 ? grade(values[2 * area + i], limit) : red;
      pixels[i] = 0xff << 24 | red << 16 | green << 8 | blue;
    }
    return pixels;
  }

  /**
   * All filters, each on its own scale, side by side in about a square.
   *
   * @param zoom rows and columns of pixels for one weight
   */
  public static Picture sheet(FilterBank bank, int zoom) {
    int across = (int) Math.ceil(Math.sqrt(bank.filters()));
    int down = (bank.filters() + across - 1) / across;
    int side = bank.kernel() * zoom;
    int width = across * (side + 1) - 1;
    int height = down * (side + 1) - 1;
    int[] sheet = new int[width * height];
    Arrays.fill(sheet, BLACK);
    for (int filter = 0; filter < bank.filters(); filter++) {
      int[] pixels = argb(bank, filter, limit(bank, filter));
      int corner = filter / across * (side + 1) * width + filter % across * (side + 1);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          sheet[corner + y * width + x] = pixels[y / zoom * bank.kernel() + x / zoom];
        }
      }
    }
    return new Picture(width, height, sheet);
  }

  /** What is shown of a filter: 3 planes or 1. */
  private static float[] shown(FilterBank bank, int filter) {
    int channels = bank.channels();
    int area = bank.kernel() * bank.kernel();
    int planes = channels == 3 ? 3 : 1;
    float[] shown = new float[planes * area];
    for (int i = 0; i < channels * area; i++) {
      float weight = bank.weights()[filter * channels * area + i];
      shown[i % shown.length] += weight * planes / channels;
    }
    return shown;
  }

  private static int grade(float value, float limit) {
    double level = limit > 0 ? 0.5 + value / (2.0 * limit) : 0.5;
    return (int) Math.round(255 * Math.max(0, Math.min(1, level)));
  }
}
