package org.alexnetstudio.insight;

import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.event.Picture;

/** Colours of numbers: opaque ARGB, row by row. */
public final class Tints {
  private static final int GREY = 0xff808080;

  private Tints() {}

  /** The largest absolute value, with which symmetric colours have their ends; 0 for none. */
  public static float limit(float[] values) {
    float limit = 0;
    for (float value : values) {
      limit = Float.isFinite(value) ? Math.max(limit, Math.abs(value)) : limit;
    }
    return limit;
  }

  /** Blue below 0, white at 0, red above; all white where the limit is 0. */
  public static int[] signed(float[] values, float limit) {
    int[] argb = new int[values.length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = signed(values[i], limit);
    }
    return argb;
  }

  /** The same of one number. */
  public static int signed(float value, float limit) {
    double level = limit > 0 ? 0.5 + value / (2.0 * limit) : 0.5;
    return ColourMap.BLUE_WHITE_RED.argb((int) Math.round(255 * Math.max(0, Math.min(1, level))));
  }

  /**
   * Grey at 0, the largest in full: 3 channels in colour, 1 in grey.
   *
   * @param values (channels, side, side)
   */
  public static int[] centred(float[] values, int channels) {
    int side = (int) Math.round(Math.sqrt((double) values.length / channels));
    FilterBank bank = new FilterBank("", 1, channels, side, 1, values);
    return FilterRaster.argb(bank, 0, FilterRaster.limit(bank, 0));
  }

  /** A square of an image, grey where it reaches beyond. */
  public static int[] cut(Picture image, int top, int left, int side) {
    int[] argb = new int[side * side];
    for (int i = 0; i < argb.length; i++) {
      int row = top + i / side;
      int column = left + i % side;
      boolean inside = row >= 0 && row < image.height() && column >= 0 && column < image.width();
      argb[i] = inside ? image.argb()[row * image.width() + column] : GREY;
    }
    return argb;
  }

  /** Whether dark text reads better on a colour than white does. */
  public static boolean bright(int argb) {
    double luminance =
        0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
    return luminance > 140;
  }
}
