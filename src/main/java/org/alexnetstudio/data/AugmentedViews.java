package org.alexnetstudio.data;

import java.nio.FloatBuffer;
import org.alexnetstudio.experiment.AugmentSpec;

/** What a training makes of one image, to be looked at: the same views, without normalisation. */
public final class AugmentedViews {
  private AugmentedViews() {}

  /**
   * The views at the first positions of an epoch, each C x crop x crop numbers of about 0..255
   * (C,H,W). Pixels added by padding, which are 0 after normalisation, have the mean colour.
   *
   * @param image (C,side,side) bytes
   * @param statistics of the training set, or an estimate of them
   */
  public static float[][] of(
      byte[] image, ImageStatistics statistics, AugmentSpec augment, long seed, int epoch, int n) {
    int channels = statistics.channels();
    int side = statistics.side();
    float[] mean = new float[channels];
    float[] ones = new float[channels];
    for (int c = 0; c < channels; c++) {
      mean[c] = statistics.channelMean()[c] * 255;
      ones[c] = 1;
    }
    Normaliser lessMean = new Normaliser(channels, side, mean, ones);
    ColourNoise noise =
        augment.colourPca() > 0 ? new ColourNoise(statistics, augment.colourPca()) : null;
    View.Choice choice = View.random(augment, side, channels, noise, seed, epoch);
    int crop = augment.randomCrop();
    float[][] views = new float[n][channels * crop * crop];
    for (int i = 0; i < n; i++) {
      choice.at(i).write(lessMean, image, crop, FloatBuffer.wrap(views[i]), 0);
      for (int at = 0; at < views[i].length; at++) {
        views[i][at] += mean[at / (crop * crop)];
      }
    }
    return views;
  }
}
