package org.alexnetstudio.data;

/**
 * Noise along the principal components of the training set's colours (paper, section 4.1): each
 * image gets {@code sum over i of alpha_i * sqrt(lambda_i) * p_i * 255} added to all its pixels,
 * with {@code alpha_i} drawn from N(0, sigma).
 *
 * <p>The paper multiplies by {@code lambda_i} itself, whose size depends on the units of the
 * pixels. The standard deviation {@code sqrt(lambda_i)} is taken instead, so that sigma means the
 * same share of the colours' spread whatever the units.
 */
record ColourNoise(ImageStatistics statistics, double sigma) {

  /** A shift for each channel, in units of 0..255. */
  float[] draw(Random64 random) {
    int channels = statistics.channels();
    double[] shift = new double[channels];
    for (int i = 0; i < channels; i++) {
      double strength = sigma * random.gaussian() * Math.sqrt(statistics.pcaEigenvalues()[i]) * 255;
      for (int c = 0; c < channels; c++) {
        shift[c] += strength * statistics.pcaEigenvectors()[i * channels + c];
      }
    }
    float[] rounded = new float[channels];
    for (int c = 0; c < channels; c++) {
      rounded[c] = (float) shift[c];
    }
    return rounded;
  }
}
