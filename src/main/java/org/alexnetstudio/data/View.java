package org.alexnetstudio.data;

import org.alexnetstudio.experiment.AugmentSpec;
import org.jspecify.annotations.Nullable;

/** How one image of a batch is cut, mirrored and tinted. */
record View(int y, int x, boolean flip, float[] colourShift) {

  /** The view of the image at a position of an epoch's order; must not depend on anything else. */
  @FunctionalInterface
  interface Choice {
    View at(int position);
  }

  /** The same centre for every image. */
  static Choice centre(int side, int crop, int channels) {
    int middle = Crops.centreOf(side, crop);
    View view = new View(middle, middle, false, new float[channels]);
    return position -> view;
  }

  /** A random view for each position of an epoch (paper, section 4.1). */
  static Choice random(
      AugmentSpec augment,
      int side,
      int channels,
      @Nullable ColourNoise noise,
      long seed,
      int epoch) {
    int places = side + 2 * augment.pad() - augment.randomCrop() + 1;
    if (places < 1) {
      throw new IllegalArgumentException(
          "randomCrop "
              + augment.randomCrop()
              + " is larger than the padded image of "
              + (places - 1 + augment.randomCrop()));
    }
    float[] noShift = new float[channels];
    return position -> {
      Random64 random = new Random64(seed, epoch, position);
      int y = random.below(places) - augment.pad();
      int x = random.below(places) - augment.pad();
      boolean flip = augment.flip() && random.next() < 0;
      return new View(y, x, flip, noise == null ? noShift : noise.draw(random));
    };
  }
}
