package org.alexnetstudio.data;

import java.nio.FloatBuffer;
import org.alexnetstudio.experiment.AugmentSpec;
import org.jspecify.annotations.Nullable;

/**
 * How one image of a batch is stretched, cut, mirrored and tinted.
 *
 * @param part what is stretched to the whole image before it is cut; null for all of it
 */
record View(@Nullable Part part, int y, int x, boolean flip, float[] colourShift) {

  /** The view of the image at a position of an epoch's order; must not depend on anything else. */
  @FunctionalInterface
  interface Choice {
    View at(int position);
  }

  /** The same centre for every image. */
  static Choice centre(int side, int crop, int channels) {
    int middle = Crops.centreOf(side, crop);
    View view = new View(null, middle, middle, false, new float[channels]);
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
      float[] shift = noise == null ? noShift : noise.draw(random);
      Part part = augment.stretches() ? Part.random(augment, side, random) : null;
      return new View(part, y, x, flip, shift);
    };
  }

  /** Writes the view of an image, normalised, to position {@code offset} of {@code out}. */
  void write(Normaliser normaliser, byte[] image, int crop, FloatBuffer out, int offset) {
    byte[] whole =
        part == null ? image : part.stretched(image, normaliser.channels(), normaliser.side());
    normaliser.crop(whole, y, x, crop, flip, colourShift, out, offset);
  }
}
