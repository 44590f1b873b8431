package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.LayerSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient of LRN against central finite differences of its definition in doubles. */
class LrnGradientTest {
  private static final int IMAGES = 2;
  private static final int PIXELS = 300; // more than a block

  @ParameterizedTest
  @CsvSource({
    "2, 5, 1e-4, 0.75, 96, 100", // the paper's, at the size of its activations
    "1, 5, 1e-4, 0.75, 7, 300", // Caffe's
    "1, 3, 0.5, 0.6, 4, 2", // neighbours that matter, another exponent
    "2, 9, 0.5, 0.75, 5, 2", // a window wider than the channels
  })
  void agreesWithFiniteDifferences(
      double k, int n, double alpha, double beta, int channels, double size) {
    LayerSpec.Lrn lrn = new LayerSpec.Lrn("lrn", k, n, alpha, beta);
    SplittableRandom random = new SplittableRandom(3);
    float[] x = new float[IMAGES * channels * PIXELS];
    float[] g = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-size, size);
      g[i] = (float) random.nextDouble(-1, 1);
    }
    FloatBuffer gradient = FloatBuffer.allocate(x.length);
    new LrnGradient(lrn, channels, PIXELS)
        .compute(IMAGES, FloatBuffer.wrap(x), FloatBuffer.wrap(g), gradient);
    for (int i = 0; i < x.length; i += 37) {
      double h = 1e-4 * size;
      double difference =
          (objective(lrn, channels, x, g, i, h) - objective(lrn, channels, x, g, i, -h)) / (2 * h);
      assertEquals(difference, gradient.get(i), 1e-5, "number " + i);
    }
  }

  /** The part of sum(g * y) that depends on number {@code i}, which is moved by {@code h}. */
  private static double objective(
      LayerSpec.Lrn lrn, int channels, float[] x, float[] g, int i, double h) {
    int pixel = i % PIXELS;
    int base = i / (channels * PIXELS) * channels * PIXELS + pixel;
    double[] column = new double[channels];
    for (int c = 0; c < channels; c++) {
      column[c] = x[base + c * PIXELS] + (base + c * PIXELS == i ? h : 0);
    }
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      double squares = 0;
      for (int j = Math.max(0, c - lrn.n() / 2);
          j <= Math.min(channels - 1, c + lrn.n() / 2);
          j++) {
        squares += column[j] * column[j];
      }
      sum +=
          g[base + c * PIXELS]
              * column[c]
              * Math.pow(lrn.k() + lrn.alpha() / lrn.n() * squares, -lrn.beta());
    }
    return sum;
  }
}
