package org.alexnetstudio.experiment;

/**
 * Random changes of a training image (paper, section 4.1).
 *
 * @param randomCrop side of the square cut at a random place in training and from the centre in
 *     validation, in pixels: the network's input
 * @param pad pixels added on each side before the random crop; after normalisation they are 0
 * @param flip mirror left to right with probability one half
 * @param colourPca sigma of the noise along the principal components of the training set's colours;
 *     the paper has 0.1, and 0 is off
 */
public record AugmentSpec(int randomCrop, int pad, boolean flip, double colourPca) {
  /** Refuses values out of range. */
  public AugmentSpec {
    Check.range("randomCrop", randomCrop, 8, 4096);
    Check.range("pad", pad, 0, 512);
    Check.range("colourPca", colourPca, 0, 10);
  }
}
