package org.alexnetstudio.data;

import java.util.stream.IntStream;

/** In which order the images of an epoch come, and how often each of them. */
final class EpochOrder {
  private EpochOrder() {}

  /**
   * As many image numbers as there are training images, shuffled. A class of n images is seen in
   * proportion to n^(1 - balance); its images differ by one at most in how often they are seen, and
   * which of them come more often is random.
   *
   * @param balance 0 for every image once, 1 for all classes equally often
   */
  static int[] of(PackedImages images, double balance, Random64 random) {
    int[] training = images.training();
    int[] order = balance == 0 ? training : balanced(images, training, balance, random);
    random.shuffle(order);
    return order;
  }

  private static int[] balanced(
      PackedImages images, int[] training, double balance, Random64 random) {
    int[][] ofClass = new int[images.classNames().size()][];
    double[] upTo = new double[ofClass.length + 1];
    for (int label = 0; label < ofClass.length; label++) {
      int wanted = label;
      ofClass[label] = IntStream.of(training).filter(i -> images.label(i) == wanted).toArray();
      double weight = ofClass[label].length == 0 ? 0 : Math.pow(ofClass[label].length, 1 - balance);
      upTo[label + 1] = upTo[label] + weight;
    }
    double total = upTo[ofClass.length];
    int[] order = new int[training.length];
    int at = 0;
    for (int label = 0; label < ofClass.length; label++) {
      // Rounding the sums, not each class, fills the epoch to the very last place.
      int end = (int) Math.round(training.length * upTo[label + 1] / total);
      random.shuffle(ofClass[label]);
      for (int i = 0; at < end; i++) {
        order[at++] = ofClass[label][i % ofClass[label].length];
      }
    }
    return order;
  }
}
