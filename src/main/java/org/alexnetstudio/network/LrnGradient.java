package org.alexnetstudio.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.LayerSpec;

/**
 * The gradient of local response normalisation over arrays in memory, one pass over the data.
 *
 * <p>With s = k + alpha/n * sum of x^2 over the n channels around c, the output is y = x * s^-beta.
 * From the gradient g by y follows the gradient by x: g * s^-beta - 2 * alpha/n * beta * x * sum
 * over the n channels of g * x * s^(-beta-1). Source: derived from section 3.3 of the paper, alpha
 * divided by n.
 */
final class LrnGradient {
  /** Pixels in a block: all channels of a block fit the processor's second-level cache. */
  private static final int BLOCK = 256;

  private final int channels;
  private final int pixels;
  private final int half;
  private final float k;
  private final float share;
  private final float beta;

  /** For images of {@code channels} planes of {@code pixels} numbers. */
  LrnGradient(LayerSpec.Lrn lrn, int channels, int pixels) {
    this.channels = channels;
    this.pixels = pixels;
    half = lrn.n() / 2;
    k = (float) lrn.k();
    share = (float) (lrn.alpha() / lrn.n());
    beta = (float) lrn.beta();
  }

  /** Writes the gradient by x, (N, C, H, W), images in parallel. */
  void compute(int images, FloatBuffer x, FloatBuffer outputGradient, FloatBuffer inputGradient) {
    IntStream.range(0, images)
        .parallel()
        .forEach(
            image -> {
              Block block = new Block();
              for (int pixel = 0; pixel < pixels; pixel += BLOCK) {
                int from = image * channels * pixels + pixel;
                block.compute(
                    from, Math.min(BLOCK, pixels - pixel), x, outputGradient, inputGradient);
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

    void compute(int from, int width, FloatBuffer xs, FloatBuffer gs, FloatBuffer out) {
      for (int c = 0; c < channels; c++) {
        xs.get(from + c * pixels, x, c * BLOCK, width);
        gs.get(from + c * pixels, gradient, c * BLOCK, width);
        square(c * BLOCK, (c + half) * BLOCK);
      }
      for (int c = 0; c < channels; c++) {
        sumAround(squares, c * BLOCK);
        powerOfSum();
        scale(c * BLOCK, (c + half) * BLOCK);
      }
      for (int c = 0; c < channels; c++) {
        sumAround(ratio, c * BLOCK);
        subtractShare(c * BLOCK);
        out.put(from + c * pixels, gradient, c * BLOCK, width);
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
  }
}
