package org.alexnetstudio.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
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
  /** Pixels in a block: all channels of a block fit the processor's second-level cache. */
  private static final int BLOCK = 256;

  /** 2^127 * 2^22: a product with these lifts the smallest positive float to 1. */
  private static final float LARGE = 0x1p127f;

  private static final float LARGE_TOO = 0x1p22f;

  private final int channels;
  private final int pixels;
  private final boolean rectified;
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
    half = lrn.n() / 2;
    k = (float) lrn.k();
    share = (float) (lrn.alpha() / lrn.n());
    beta = (float) lrn.beta();
  }

  /** Writes y, (N, C, H, W), images in parallel. */
  void output(int images, FloatBuffer x, FloatBuffer y) {
    blocks(images, (block, from, width) -> block.output(from, width, x, y));
  }

  /**
   * Writes the gradient by x, (N, C, H, W), images in parallel.
   *
   * @param inputGradient may be the memory of {@code x}
   */
  void gradient(int images, FloatBuffer x, FloatBuffer outputGradient, FloatBuffer inputGradient) {
    blocks(
        images,
        (block, from, width) -> block.gradient(from, width, x, outputGradient, inputGradient));
  }

  /** What is done with some pixels of one image, of which {@code from} is the first. */
  private interface Work {
    void on(Block block, int from, int width);
  }

  private void blocks(int images, Work work) {
    IntStream.range(0, images)
        .parallel()
        .forEach(
            image -> {
              Block block = new Block();
              for (int pixel = 0; pixel < pixels; pixel += BLOCK) {
                int from = image * channels * pixels + pixel;
                work.on(block, from, Math.min(BLOCK, pixels - pixel));
              }
            });
  }

  /**
   * All channels of up to {@link #BLOCK} neighbouring pixels of one image. What is summed over
   * channels has planes of zeros before the first and after the last. The loops are short, since
   * the compiler turns only such into vector instructions.
   */
  private final class Block {
    private final float[] x = new float[channels * BLOCK];
    private final float[] gradient = new float[channels * BLOCK];
    private final float[] squares = new float[(channels + 2 * half) * BLOCK];
    private final float[] ratio = new float[(channels + 2 * half) * BLOCK];
    private final float[] sum = new float[BLOCK];
    private final float[] s = new float[BLOCK];
    private final float[] root = new float[BLOCK];
    private final float[] power = new float[BLOCK];

    void output(int from, int width, FloatBuffer xs, FloatBuffer out) {
      read(from, width, xs);
      for (int c = 0; c < channels; c++) {
        sumAround(squares, c * BLOCK);
        powerOfSum();
        normalise(c * BLOCK);
        out.put(from + c * pixels, gradient, c * BLOCK, width);
      }
    }

    void gradient(int from, int width, FloatBuffer xs, FloatBuffer gs, FloatBuffer out) {
      read(from, width, xs);
      for (int c = 0; c < channels; c++) {
        gs.get(from + c * pixels, gradient, c * BLOCK, width);
        sumAround(squares, c * BLOCK);
        powerOfSum();
        scale(c * BLOCK, (c + half) * BLOCK);
      }
      for (int c = 0; c < channels; c++) {
        sumAround(ratio, c * BLOCK);
        subtractShare(c * BLOCK);
        if (rectified) {
          passWherePositive(c * BLOCK);
        }
        out.put(from + c * pixels, gradient, c * BLOCK, width);
      }
    }

    private void read(int from, int width, FloatBuffer xs) {
      for (int c = 0; c < channels; c++) {
        xs.get(from + c * pixels, x, c * BLOCK, width);
        if (rectified) {
          rectify(c * BLOCK);
        }
        square(c * BLOCK, (c + half) * BLOCK);
      }
    }

    private void rectify(int from) {
      for (int p = 0; p < BLOCK; p++) {
        x[from + p] = Math.max(x[from + p], 0f);
      }
    }

    private void square(int from, int to) {
      for (int p = 0; p < BLOCK; p++) {
        squares[to + p] = x[from + p] * x[from + p];
      }
    }

    /** Over the n planes from the one at {@code first} on. */
    private void sumAround(float[] planes, int first) {
      if (half == 2) {
        // The paper's n, in one pass: the sums need not go through memory.
        for (int p = 0; p < BLOCK; p++) {
          int at = first + p;
          sum[p] =
              planes[at]
                  + planes[at + BLOCK]
                  + planes[at + 2 * BLOCK]
                  + planes[at + 3 * BLOCK]
                  + planes[at + 4 * BLOCK];
        }
        return;
      }
      Arrays.fill(sum, 0);
      for (int plane = 0; plane <= 2 * half; plane++) {
        int at = first + plane * BLOCK;
        for (int p = 0; p < BLOCK; p++) {
          sum[p] += planes[at + p];
        }
      }
    }

    /** s = k + share * sum, and s^beta. */
    private void powerOfSum() {
      for (int p = 0; p < BLOCK; p++) {
        s[p] = k + share * sum[p];
      }
      if (beta == 0.75f) {
        for (int p = 0; p < BLOCK; p++) {
          root[p] = (float) Math.sqrt(s[p]);
        }
        for (int p = 0; p < BLOCK; p++) {
          power[p] = (float) Math.sqrt(root[p]);
        }
        for (int p = 0; p < BLOCK; p++) {
          power[p] *= root[p];
        }
      } else {
        for (int p = 0; p < BLOCK; p++) {
          power[p] = (float) Math.pow(s[p], beta);
        }
      }
    }

    /** y = x * s^-beta, in the place of the gradient. */
    private void normalise(int at) {
      for (int p = 0; p < BLOCK; p++) {
        gradient[at + p] = x[at + p] / power[p];
      }
    }

    /** gradient = g * s^-beta, and ratio = g * x * s^(-beta-1). */
    private void scale(int at, int to) {
      for (int p = 0; p < BLOCK; p++) {
        gradient[at + p] /= power[p];
      }
      for (int p = 0; p < BLOCK; p++) {
        ratio[to + p] = gradient[at + p] * x[at + p] / s[p];
      }
    }

    private void subtractShare(int at) {
      float factor = 2 * share * beta;
      for (int p = 0; p < BLOCK; p++) {
        gradient[at + p] -= factor * x[at + p] * sum[p];
      }
    }

    /** Times 0 where x is 0, else 1: a product, since the compiler makes no vectors of choices. */
    private void passWherePositive(int at) {
      for (int p = 0; p < BLOCK; p++) {
        gradient[at + p] *= Math.min(x[at + p] * LARGE * LARGE_TOO, 1f);
      }
    }
  }
}
