package org.alexnetstudio.data;

import org.alexnetstudio.experiment.AugmentSpec;

/**
 * A rectangle of a square image, in pixels and parts of them, that is stretched to the whole: the
 * scale and aspect jitter of training (Szegedy et al. 2015, "Going deeper with convolutions").
 */
record Part(double top, double left, double height, double width) {

  /**
   * A random one: its area is uniform between {@code scale} and 1 times that of the image, the
   * logarithm of its width over its height uniform up to that of {@code ratio}, and its place
   * uniform.
   */
  static Part random(AugmentSpec augment, int side, Random64 random) {
    double area = augment.scale() + (1 - augment.scale()) * random.uniform();
    double aspect = StrictMath.pow(augment.ratio(), 2 * random.uniform() - 1);
    double height = Math.min(1, Math.sqrt(area / aspect)) * side;
    double width = Math.min(1, Math.sqrt(area * aspect)) * side;
    double top = (side - height) * random.uniform();
    double left = (side - width) * random.uniform();
    return new Part(top, left, height, width);
  }

  /**
   * The part at the size of the image, interpolated between the four nearest pixels; as it is never
   * made smaller, nothing is lost.
   *
   * @param image (C,side,side) bytes
   * @return as many
   */
  byte[] stretched(byte[] image, int channels, int side) {
    Interpolation down = new Interpolation(top, height, side);
    Interpolation across = new Interpolation(left, width, side);
    byte[] whole = new byte[image.length];
    float[] row = new float[side];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < side; y++) {
        int above = (c * side + down.first[y]) * side;
        int below = above + (down.first[y] == side - 1 ? 0 : side);
        float share = down.share[y];
        for (int x = 0; x < side; x++) {
          float upper = image[above + x] & 0xff;
          row[x] = upper + share * ((image[below + x] & 0xff) - upper);
        }
        int to = (c * side + y) * side;
        for (int x = 0; x < side; x++) {
          int at = across.first[x];
          float near = row[at];
          float far = row[Math.min(at + 1, side - 1)];
          whole[to + x] = (byte) (near + across.share[x] * (far - near) + 0.5f);
        }
      }
    }
    return whole;
  }

  /** For each output along one side: the pixel before its place, and the share of the next one. */
  private static final class Interpolation {
    private final int[] first;
    private final float[] share;

    Interpolation(double from, double length, int side) {
      first = new int[side];
      share = new float[side];
      for (int i = 0; i < side; i++) {
        double place = from + (i + 0.5) * length / side - 0.5;
        place = Math.max(0, Math.min(place, side - 1));
        first[i] = (int) place;
        share[i] = (float) (place - first[i]);
      }
    }
  }
}
