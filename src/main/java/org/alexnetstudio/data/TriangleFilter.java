package org.alexnetstudio.data;

/**
 * The weights of an antialiased triangle filter ("bilinear") along one axis, for the outputs from
 * {@code first} on: output {@code o} is the sum over {@code k} of {@code weights[o * taps + k] *
 * input[from[o] + k]}, in fixed point.
 */
final class TriangleFilter {
  /** Bits behind the point: 8 bits of pixel and 2 of headroom stay free in an int. */
  static final int BITS = 32 - 8 - 2;

  final int taps;
  final int[] from;
  final int[] count;
  final int[] weights;

  /** Filters {@code in} pixels to {@code out}, of which {@code kept} from {@code first} on. */
  TriangleFilter(int in, int out, int first, int kept) {
    double scale = (double) in / out;
    double support = Math.max(scale, 1);
    taps = (int) Math.ceil(support) * 2 + 1;
    from = new int[kept];
    count = new int[kept];
    weights = new int[kept * taps];
    double[] raw = new double[taps];
    for (int o = 0; o < kept; o++) {
      double centre = (first + o + 0.5) * scale;
      from[o] = (int) Math.max(0, centre - support + 0.5);
      count[o] = (int) Math.min(in, centre + support + 0.5) - from[o];
      double sum = 0;
      for (int k = 0; k < count[o]; k++) {
        raw[k] = Math.max(0, 1 - Math.abs((k + from[o] - centre + 0.5) / support));
        sum += raw[k];
      }
      for (int k = 0; k < count[o]; k++) {
        weights[o * taps + k] = (int) Math.round(raw[k] / sum * (1 << BITS));
      }
    }
  }

  /** The first input pixel that any output needs. */
  int firstInput() {
    return from[0];
  }

  /** One past the last input pixel that any output needs. */
  int endInput() {
    int last = from.length - 1;
    return from[last] + count[last];
  }

  static byte toByte(int fixed) {
    int value = fixed >> BITS;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
