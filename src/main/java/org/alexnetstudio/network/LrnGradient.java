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

  /** All channels of up to {@link #BLOCK} neighbouring pixels of one image. */
  private final class Block {
    private final float[] x = new float[channels * BLOCK];
    private final float[] gradient = new float[channels * BLOCK];
    private final float[] ratio = new float[channels * BLOCK];
    private final float[] sum = new float[BLOCK];

    void compute(int from, int width, FloatBuffer xs, FloatBuffer gs, FloatBuffer out) {
      for (int c = 0; c < channels; c++) {
        xs.get(from + c * pixels, x, c * BLOCK, width);
        gs.get(from + c * pixels, gradient, c * BLOCK, width);
      }
      for (int c = 0; c < channels; c++) {
        sumOfSquares(c);
        scale(c * BLOCK);
      }
      for (int c = 0; c < channels; c++) {
        sumOfRatios(c);
        float factor = 2 * share * beta;
        int at = c * BLOCK;
        for (int p = 0; p < BLOCK; p++) {
          gradient[at + p] -= factor * x[at + p] * sum[p];
        }
        out.put(from + c * pixels, gradient, at, width);
      }
    }

    private void sumOfSquares(int c) {
      Arrays.fill(sum, 0);
      for (int j = Math.max(0, c - half); j <= Math.min(channels - 1, c + half); j++) {
        int at = j * BLOCK;
        for (int p = 0; p < BLOCK; p++) {
          sum[p] += x[at + p] * x[at + p];
        }
      }
    }

    private void sumOfRatios(int c) {
      Arrays.fill(sum, 0);
      for (int j = Math.max(0, c - half); j <= Math.min(channels - 1, c + half); j++) {
        int at = j * BLOCK;
        for (int p = 0; p < BLOCK; p++) {
          sum[p] += ratio[at + p];
        }
      }
    }

    /** gradient = g * s^-beta and ratio = g * x * s^(-beta-1), from s = k + share * sum. */
    private void scale(int at) {
      if (beta == 0.75f) {
        // Two square roots, which the compiler turns into vector instructions.
        for (int p = 0; p < BLOCK; p++) {
          float s = k + share * sum[p];
          float root = (float) Math.sqrt(s);
          float g = gradient[at + p] / (root * (float) Math.sqrt(root));
          gradient[at + p] = g;
          ratio[at + p] = g * x[at + p] / s;
        }
      } else {
        for (int p = 0; p < BLOCK; p++) {
          float s = k + share * sum[p];
          float g = (float) (gradient[at + p] * Math.pow(s, -beta));
          gradient[at + p] = g;
          ratio[at + p] = g * x[at + p] / s;
        }
      }
    }
  }
}
