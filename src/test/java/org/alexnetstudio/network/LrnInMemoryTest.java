package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.LayerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LRN and its gradient against its definition in doubles and central finite differences. */
class LrnInMemoryTest {
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
    float[] x = random(channels, size);
    float[] g = random(channels, 1);
    FloatBuffer gradient = FloatBuffer.allocate(x.length);
    new LrnInMemory(lrn, channels, PIXELS, false)
        .gradient(IMAGES, FloatBuffer.wrap(x), FloatBuffer.wrap(g), gradient);
    for (int i = 0; i < x.length; i += 37) {
      double h = 1e-4 * size;
      double difference =
          (objective(lrn, channels, x, g, i, h) - objective(lrn, channels, x, g, i, -h)) / (2 * h);
      assertEquals(difference, gradient.get(i), 1e-5, "number " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 5, 1e-4, 0.75, 96, 100", "1, 3, 0.5, 0.6, 4, 2"})
  void outputAgreesWithTheDefinition(
      double k, int n, double alpha, double beta, int channels, double size) {
    LayerSpec.Lrn lrn = new LayerSpec.Lrn("lrn", k, n, alpha, beta);
    float[] x = random(channels, size);
    float[] only = new float[x.length];
    FloatBuffer y = FloatBuffer.allocate(x.length);
    new LrnInMemory(lrn, channels, PIXELS, false).output(IMAGES, FloatBuffer.wrap(x), y);
    for (int i = 0; i < x.length; i += 37) {
      only[i] = 1;
      assertEquals(objective(lrn, channels, x, only, i, 0), y.get(i), 1e-6 * size, "number " + i);
      only[i] = 0;
    }
  }

  @Test
  void aRectifierBeforeItIsComputedAlong() {
    int channels = 7;
    LayerSpec.Lrn lrn = new LayerSpec.Lrn("lrn", 1, 5, 0.1, 0.75);
    float[] x = random(channels, 3);
    x[0] = Float.MIN_VALUE;
    x[1] = Float.MAX_VALUE / 1e20f;
    float[] g = random(channels, 1);
    float[] positive = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      positive[i] = Math.max(x[i], 0);
    }
    LrnInMemory plain = new LrnInMemory(lrn, channels, PIXELS, false);
    LrnInMemory rectified = new LrnInMemory(lrn, channels, PIXELS, true);
    float[] expected = new float[x.length];
    float[] y = new float[x.length];
    plain.output(IMAGES, FloatBuffer.wrap(positive), FloatBuffer.wrap(expected));
    rectified.output(IMAGES, FloatBuffer.wrap(x), FloatBuffer.wrap(y));
    assertArrayEquals(expected, y);

    plain.gradient(
        IMAGES, FloatBuffer.wrap(positive), FloatBuffer.wrap(g), FloatBuffer.wrap(expected));
    float[] inPlace = x.clone();
    rectified.gradient(
        IMAGES, FloatBuffer.wrap(inPlace), FloatBuffer.wrap(g), FloatBuffer.wrap(inPlace));
    for (int i = 0; i < x.length; i++) {
      assertEquals(x[i] > 0 ? expected[i] : 0, inPlace[i], 0f, "number " + i);
    }
  }

  /** Several make a block, and the last block is not full. */
  @Test
  void smallImagesTogetherAreAsOneByOne() {
    int channels = 9;
    int pixels = 70;
    int images = 8;
    LrnInMemory inMemory =
        new LrnInMemory(new LayerSpec.Lrn("lrn", 1, 3, 0.5, 0.75), channels, pixels, true);
    float[] x = Arrays.copyOf(random(channels, 3), images * channels * pixels);
    float[] g = Arrays.copyOf(random(channels, 1), x.length);
    FloatBuffer y = FloatBuffer.allocate(x.length);
    FloatBuffer gradient = FloatBuffer.allocate(x.length);
    inMemory.output(images, FloatBuffer.wrap(x), y);
    inMemory.gradient(images, FloatBuffer.wrap(x), FloatBuffer.wrap(g), gradient);
    int one = channels * pixels;
    for (int image = 0; image < images; image++) {
      float[] alone = new float[one];
      FloatBuffer xs = FloatBuffer.wrap(x, image * one, one).slice();
      inMemory.output(1, xs, FloatBuffer.wrap(alone));
      assertArrayEquals(Arrays.copyOfRange(y.array(), image * one, image * one + one), alone);
      FloatBuffer gs = FloatBuffer.wrap(g, image * one, one).slice();
      inMemory.gradient(1, xs, gs, FloatBuffer.wrap(alone));
      assertArrayEquals(
          Arrays.copyOfRange(gradient.array(), image * one, image * one + one), alone);
    }
  }

  private static float[] random(int channels, double size) {
    SplittableRandom random = new SplittableRandom(channels + (long) size);
    float[] numbers = new float[IMAGES * channels * PIXELS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble(-size, size);
    }
    return numbers;
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
