package org.alexnetstudio.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.LayerSpec;

/**
 * Local response normalisation and its gradient over arrays in memory, one pass over the data.
 *
 * <p>With s = k + alpha/n * sum of x^2 over the n channels around c, the output is y = x * s^-beta.
 * From the gradient g by y follows the gradient by x: g * s^-beta - 2 * alpha/n * beta * x * sum
 * over the n channels of g * x * s^(-beta-1). Source: derived from section 3.3 of the paper, alpha
 * divided by n.
 *
 * <p>A rectifier just before it may be computed along: then x is the rectifier's input, or its
 * output, and the gradient is that by its input.
 */
final class LrnInMemory {
  /**
   * Pixels in a block: enough for the compiler's vector loops, and so few that the planes which are
   * summed over at once stay in the processor's first-level cache.
   */
  private static final int BLOCK = 256;

  /** 2^127 * 2^22: a product with these lifts the smallest positive float to 1. */
  private static final float LARGE = 0x1p127f;

  private static final float LARGE_TOO = 0x1p22f;

  private final int channels;
  private final int pixels;
  private final boolean rectified;
  private final int n;
  private final int half;
  private final float k;
  private final float share;
  private final float beta;

  /**
   * For images of {@code channels} planes of {@code pixels} numbers.
   *
   * @param rectified whether negative numbers count as 0
   */
  LrnInMemory(LayerSpec.Lrn lrn, int channels, int pixels, boolean rectified) {
    this.channels = channels;
    this.pixels = pixels;
    this.rectified = rectified;
    n = lrn.n();
    half = n / 2;
    k = (float) lrn.k();
    share = (float) (lrn.alpha() / lrn.n());
    beta = (float) lrn.beta();
  }

  /** Writes y, (N, C, H, W), in parallel. */
  void output(int images, FloatBuffer x, FloatBuffer y) {
    blocks(images, block -> block.output(x, y));
  }

  /**
   * Writes the gradient by x, (N, C, H, W), in parallel.
   *
   * @param inputGradient may be the memory of {@code x}
   */
  void gradient(int images, FloatBuffer x, FloatBuffer outputGradient, FloatBuffer inputGradient) {
    blocks(images, block -> block.gradient(x, outputGradient, inputGradient));
  }

  /** A large image makes several blocks, several small ones make one. */
  private void blocks(int images, Consumer<Block> work) {
    int parts = (pixels + BLOCK - 1) / BLOCK;
    int width = (pixels + parts - 1) / parts;
    int together = Math.max(1, BLOCK / pixels);
    int groups = (images + together - 1) / together;
    IntStream.range(0, groups * parts)
        .parallel()
        .forEach(
            i -> {
              int image = i / parts * together;
              int pixel = i % parts * width;
              work.accept(
                  new Block(
                      image * channels * pixels + pixel,
                      Math.min(width, pixels - pixel),
                      Math.min(together, images - image)));
            });
  }

  /**
   * Some neighbouring pixels of an image, or all pixels of some images, in one channel after the
   * other. Of each kind of number only the planes of n channels are kept, that of channel c in the
   * place c modulo n: what is summed over n channels is then all planes there are, and those before
   * the first channel and after the last are zeros. The loops are short, since the compiler turns
   * only such into vector instructions.
   */
  private final class Block {
    private final int from;
    private final int width;
    private final int images;
    private final int size;
    private final float[][] x = new float[n][BLOCK];
    private final float[][] gradient = new float[n][BLOCK];
    private final float[][] squares = new float[n][BLOCK];
    private final float[][] ratio = new float[n][BLOCK];
    private final float[] sum = new float[BLOCK];
    private final float[] s = new float[BLOCK];
    private final float[] root = new float[BLOCK];
    private final float[] power = new float[BLOCK];

    /**
     * A block that begins at a pixel of an image's first channel.
     *
     * @param width pixels of each image
     */
    Block(int from, int width, int images) {
      this.from = from;
      this.width = width;
      this.images = images;
      size = width * images;
    }

    void output(FloatBuffer xs, FloatBuffer out) {
      for (int c = 0; c < channels + half; c++) {
        readSquares(c, xs);
        int done = c - half;
        if (done >= 0) {
          sumOver(squares);
          powerOfSum();
          normalise(x[done % n]);
          write(done, x[done % n], out);
        }
      }
    }

    void gradient(FloatBuffer xs, FloatBuffer gs, FloatBuffer out) {
      for (int c = 0; c < channels + 2 * half; c++) {
        readSquares(c, xs);
        int scaled = c - half;
        if (scaled >= 0) {
          readScaled(scaled, gs);
        }
        int done = scaled - half;
        if (done >= 0) {
          float[] byInput = gradient[done % n];
          sumOver(ratio);
          subtractShare(byInput, x[done % n]);
          if (rectified) {
            passWherePositive(byInput, x[done % n]);
          }
          write(done, byInput, out);
        }
      }
    }

    private void readSquares(int c, FloatBuffer xs) {
      if (c >= channels) {
        Arrays.fill(squares[c % n], 0);
        return;
      }
      float[] plane = x[c % n];
      read(c, xs, plane);
      if (rectified) {
        rectify(plane);
      }
      square(plane, squares[c % n]);
    }

    private void readScaled(int c, FloatBuffer gs) {
      if (c >= channels) {
        Arrays.fill(ratio[c % n], 0);
        return;
      }
      read(c, gs, gradient[c % n]);
      sumOver(squares);
      powerOfSum();
      scale(gradient[c % n], x[c % n], ratio[c % n]);
    }

    private void read(int c, FloatBuffer numbers, float[] plane) {
      for (int image = 0; image < images; image++) {
        numbers.get(at(image, c), plane, image * width, width);
      }
    }

    private void write(int c, float[] plane, FloatBuffer numbers) {
      for (int image = 0; image < images; image++) {
        numbers.put(at(image, c), plane, image * width, width);
      }
    }

    private int at(int image, int c) {
      return from + (image * channels + c) * pixels;
    }

    private void rectify(float[] x) {
      for (int p = 0; p < size; p++) {
        x[p] = Math.max(x[p], 0f);
      }
    }

    private void square(float[] x, float[] to) {
      for (int p = 0; p < size; p++) {
        to[p] = x[p] * x[p];
      }
    }

    private void sumOver(float[][] planes) {
      if (n == 5) {
        // The paper's n, in one pass.
        sumOver(planes[0], planes[1], planes[2], planes[3], planes[4]);
        return;
      }
      Arrays.fill(sum, 0);
      for (float[] plane : planes) {
        add(plane);
      }
    }

    private void sumOver(float[] a, float[] b, float[] c, float[] d, float[] e) {
      for (int p = 0; p < size; p++) {
        sum[p] = a[p] + b[p] + c[p] + d[p] + e[p];
      }
    }

    private void add(float[] plane) {
      for (int p = 0; p < size; p++) {
        sum[p] += plane[p];
      }
    }

    /** s = k + share * sum, and s^beta. */
    private void powerOfSum() {
      for (int p = 0; p < size; p++) {
        s[p] = k + share * sum[p];
      }
      if (beta == 0.75f) {
        for (int p = 0; p < size; p++) {
          root[p] = (float) Math.sqrt(s[p]);
        }
        for (int p = 0; p < size; p++) {
          power[p] = (float) Math.sqrt(root[p]);
        }
        for (int p = 0; p < size; p++) {
          power[p] *= root[p];
        }
      } else {
        for (int p = 0; p < size; p++) {
          power[p] = (float) Math.pow(s[p], beta);
        }
      }
    }

    /** y = x * s^-beta, in the place of x, whose square is kept. */
    private void normalise(float[] x) {
      for (int p = 0; p < size; p++) {
        x[p] /= power[p];
      }
    }

    /** g = g * s^-beta, and ratio = g * x * s^(-beta-1). */
    private void scale(float[] g, float[] x, float[] ratio) {
      for (int p = 0; p < size; p++) {
        g[p] /= power[p];
      }
      for (int p = 0; p < size; p++) {
        ratio[p] = g[p] * x[p] / s[p];
      }
    }

    private void subtractShare(float[] g, float[] x) {
      float factor = 2 * share * beta;
      for (int p = 0; p < size; p++) {
        g[p] -= factor * x[p] * sum[p];
      }
    }

    /** Times 0 where x is 0, else 1: a product, since the compiler makes no vectors of choices. */
    private void passWherePositive(float[] g, float[] x) {
      for (int p = 0; p < size; p++) {
        g[p] *= Math.min(x[p] * LARGE * LARGE_TOO, 1f);
      }
    }
  }
}
