package org.alexnetstudio.data;

import java.nio.FloatBuffer;

/** The views of one packed image for evaluation, each C x crop x crop floats (C,H,W). */
public final class Crops {
  /** How many views {@link #ten} gives. */
  public static final int VIEWS = 10;

  private Crops() {}

  /** The centre. */
  public static float[] centre(Normaliser normaliser, byte[] image, int crop) {
    int middle = centreOf(normaliser.side(), crop);
    return view(normaliser, image, middle, middle, crop, false);
  }

  /**
   * Top left, top right, bottom left, bottom right, centre, then the mirror images of the five
   * (paper, section 4.1).
   */
  public static float[][] ten(Normaliser normaliser, byte[] image, int crop) {
    int last = normaliser.side() - crop;
    int middle = centreOf(normaliser.side(), crop);
    int[][] places = {{0, 0}, {0, last}, {last, 0}, {last, last}, {middle, middle}};
    float[][] views = new float[2 * places.length][];
    for (int i = 0; i < views.length; i++) {
      int[] place = places[i % places.length];
      views[i] = view(normaliser, image, place[0], place[1], crop, i >= places.length);
    }
    return views;
  }

  /**
   * Where a centred crop begins, below 0 where it is larger; the larger half of an odd rest lies
   * behind it.
   */
  public static int centreOf(int side, int crop) {
    return Math.floorDiv(side - crop, 2);
  }

  private static float[] view(
      Normaliser normaliser, byte[] image, int y, int x, int crop, boolean flip) {
    float[] view = new float[normaliser.channels() * crop * crop];
    float[] noShift = new float[normaliser.channels()];
    normaliser.crop(image, y, x, crop, flip, noShift, FloatBuffer.wrap(view), 0);
    return view;
  }
}
