package org.alexnetstudio.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to network input: {@code out = (byte + colourShift - mean) * scale}.
 *
 * @param channels 1 or 3
 * @param side height and width of a packed image
 * @param mean in 0..255: (C,side,side) numbers, or one for each channel
 * @param scale a number for each channel: 1 for the mean image, 1 / (255 std) for channels
 */
public record Normaliser(int channels, int side, float[] mean, float[] scale) {

  /** Refuses arrays of other lengths. */
  public Normaliser {
    boolean fits = mean.length == channels || mean.length == channels * side * side;
    if (!fits || scale.length != channels) {
      throw new IllegalArgumentException(
          "mean and scale have "
              + mean.length
              + " and "
              + scale.length
              + " numbers, which do not fit "
              + channels
              + " channels and side "
              + side);
    }
  }

  /**
   * The normalisation that {@code spec} asks for; {@code statistics} may be null only where the
   * spec itself holds the numbers. A channel that never varies is not scaled by its deviation.
   */
  public static Normaliser of(
      NormaliseSpec spec, int channels, int side, @Nullable ImageStatistics statistics) {
    if (spec instanceof NormaliseSpec.PerChannel given && !given.mean().isEmpty()) {
      float[] mean = new float[channels];
      float[] std = new float[channels];
      for (int c = 0; c < channels; c++) {
        mean[c] = given.mean().get(c).floatValue();
        std[c] = given.std().get(c).floatValue();
      }
      return perChannel(side, mean, std);
    }
    if (statistics == null) {
      throw new IllegalArgumentException("this normalisation needs the training set's statistics");
    }
    if (spec instanceof NormaliseSpec.PerChannel) {
      return perChannel(side, statistics.channelMean(), statistics.channelStd());
    }
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new Normaliser(channels, side, statistics.meanImage(), ones);
  }

  private static Normaliser perChannel(int side, float[] mean01, float[] std01) {
    int channels = mean01.length;
    float[] mean = new float[channels];
    float[] scale = new float[channels];
    for (int c = 0; c < channels; c++) {
      mean[c] = mean01[c] * 255;
      scale[c] = 1 / (255 * (std01[c] > 0 ? std01[c] : 1));
    }
    return new Normaliser(channels, side, mean, scale);
  }

  /** The same for images of another size: there a mean image becomes its mean colour. */
  public Normaliser at(int otherSide) {
    if (otherSide == side || mean.length == channels) {
      return new Normaliser(channels, otherSide, mean, scale);
    }
    float[] colour = new float[channels];
    int pixels = side * side;
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = 0; i < pixels; i++) {
        sum += mean[c * pixels + i];
      }
      colour[c] = (float) (sum / pixels);
    }
    return new Normaliser(channels, otherSide, colour, scale);
  }

  /**
   * Writes a crop of {@code image} as C x crop x crop floats (C,H,W) at position {@code offset} of
   * {@code out}, whose own position stays. Thread-safe for different places of the same buffer.
   *
   * @param image (C,side,side) bytes
   * @param y top of the crop in the image; it may reach beyond the image, where the result is 0
   * @param x left of the crop in the image, likewise
   * @param flip mirror left to right
   * @param colourShift added to each channel, in units of 0..255
   */
  public void crop(
      byte[] image,
      int y,
      int x,
      int crop,
      boolean flip,
      float[] colourShift,
      FloatBuffer out,
      int offset) {
    boolean meanImage = mean.length > channels;
    int first = Math.max(0, -x);
    int end = Math.max(first, Math.min(crop, side - x));
    float[] row = new float[crop];
    float[] zeros = new float[crop];
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < crop; r++) {
        int to = offset + (c * crop + r) * crop;
        if (y + r < 0 || y + r >= side) {
          out.put(to, zeros, 0, crop);
          continue;
        }
        int from = (c * side + y + r) * side + x;
        if (meanImage) {
          lessMeanImage(image, from, first, end, colourShift[c], scale[c], row);
        } else {
          lessChannelMean(image, from, first, end, colourShift[c] - mean[c], scale[c], row);
        }
        if (flip) {
          reverse(row);
        }
        out.put(to, row, 0, crop);
        if (flip) {
          Arrays.fill(row, 0);
        }
      }
    }
  }

  private void lessMeanImage(
      byte[] image, int from, int first, int end, float shift, float factor, float[] row) {
    for (int i = first; i < end; i++) {
      row[i] = ((image[from + i] & 0xff) + shift - mean[from + i]) * factor;
    }
  }

  private static void lessChannelMean(
      byte[] image, int from, int first, int end, float shift, float factor, float[] row) {
    for (int i = first; i < end; i++) {
      row[i] = ((image[from + i] & 0xff) + shift) * factor;
    }
  }

  private static void reverse(float[] row) {
    for (int i = 0, j = row.length - 1; i < j; i++, j--) {
      float swapped = row[i];
      row[i] = row[j];
      row[j] = swapped;
    }
  }
}
