package org.alexnetstudio.experiment;

/**
 * Random changes of a training image (paper, section 4.1), and how often each is seen.
 *
 * @param randomCrop side of the square cut at a random place in training and from the centre in
 *     validation, in pixels: the network's input
 * @param pad pixels added on each side before the random crop; after normalisation they are 0
 * @param flip mirror left to right with probability one half
 * @param colourPca sigma of the noise along the principal components of the training set's colours;
 *     the paper has 0.1, and 0 is off
 * @param scale a random part of at least this share of the image's area is first stretched to the
 *     whole; 1 is off
 * @param ratio how much wider than high, or higher than wide, that part may be; 1 is off
 * @param balance how equally often the classes are seen: 0 as often as they have images, 1 all
 *     alike; a class of n images in proportion to n^(1 - balance)
 */
public record AugmentSpec(
    int randomCrop,
    int pad,
    boolean flip,
    double colourPca,
    double scale,
    double ratio,
    double balance) {
  /** Refuses values out of range. */
  public AugmentSpec {
    Check.range("randomCrop", randomCrop, 8, 4096);
    Check.range("pad", pad, 0, 512);
    Check.range("colourPca", colourPca, 0, 10);
    Check.range("scale", scale, 0.05, 1);
    Check.range("ratio", ratio, 1, 4);
    Check.range("balance", balance, 0, 1);
  }

  /** The paper's: every image once an epoch, and no part of it is stretched. */
  public AugmentSpec(int randomCrop, int pad, boolean flip, double colourPca) {
    this(randomCrop, pad, flip, colourPca, 1, 1, 0);
  }

  /** Whether a part of the image is stretched to the whole. */
  public boolean stretches() {
    return scale < 1 || ratio > 1;
  }
}
