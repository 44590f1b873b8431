package org.alexnetstudio.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.alexnetstudio.experiment.AugmentSpec;
import org.jspecify.annotations.Nullable;

/**
 * What is at each position of an epoch: which image, and how it is seen.
 *
 * @param order image numbers, first to last
 * @param batch images in a batch
 * @param steps how many batches there are; the last one takes what is left of {@code order}
 */
record BatchPlan(
    PackedImages images,
    Normaliser normaliser,
    View.Choice views,
    int[] order,
    int crop,
    int batch,
    int steps) {
  /** Stands where the views have the position, so that the order has random numbers of its own. */
  private static final long ORDER = -1;

  BatchPlan {
    if (batch < 1) {
      throw new IllegalArgumentException("batch: found " + batch + ", allowed is 1 or more");
    }
  }

  static BatchPlan training(
      PackedImages images,
      Normaliser normaliser,
      @Nullable ImageStatistics statistics,
      AugmentSpec augment,
      int batch,
      long seed,
      int epoch) {
    int[] order = EpochOrder.of(images, augment.balance(), new Random64(seed, epoch, ORDER));
    ColourNoise noise = null;
    if (augment.colourPca() > 0) {
      if (statistics == null) {
        throw new IllegalArgumentException("colour noise needs the training set's statistics");
      }
      noise = new ColourNoise(statistics, augment.colourPca());
    }
    View.Choice views = View.random(augment, images.side(), images.channels(), noise, seed, epoch);
    int steps = BatchLoader.stepsPerEpoch(order.length, batch);
    return new BatchPlan(images, normaliser, views, order, augment.randomCrop(), batch, steps);
  }

  static BatchPlan validation(
      PackedImages images, int[] which, Normaliser normaliser, int crop, int batch) {
    View.Choice views = View.centre(images.side(), crop, images.channels());
    int steps = (which.length + batch - 1) / batch;
    return new BatchPlan(images, normaliser, views, which.clone(), crop, batch, steps);
  }

  /** Floats of one image. */
  int imageSize() {
    return normaliser.channels() * crop * crop;
  }

  /** Images of a step. */
  int sizeOf(int step) {
    return Math.min(batch, order.length - step * batch);
  }

  int[] imageNumbers(int step) {
    return Arrays.copyOfRange(order, step * batch, step * batch + sizeOf(step));
  }

  int[] labels(int step) {
    return Arrays.stream(imageNumbers(step)).map(images::label).toArray();
  }

  /** Writes image {@code place} of a step's batch to its place in {@code out}. */
  void fill(int step, int place, byte[] scratch, FloatBuffer out) {
    int position = step * batch + place;
    images.read(order[position], scratch);
    views.at(position).write(normaliser, scratch, crop, out, place * imageSize());
  }
}
