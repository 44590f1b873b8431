package org.alexnetstudio.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which images are trained on and which validate, as ascending image numbers.
 *
 * <p>A validation part that the source itself has is used as it is. Else a share of each class is
 * drawn, rounded, but at least one of two images and never all of a class.
 */
record Split(int[] training, int[] validation) {

  static Split of(PackIndex index, double share, long seed) {
    BitSet validation =
        index.validation().isEmpty() ? draw(index, share, seed) : index.validationSet();
    int[] all = IntStream.range(0, index.size()).toArray();
    return new Split(
        Arrays.stream(all).filter(i -> !validation.get(i)).toArray(),
        Arrays.stream(all).filter(validation::get).toArray());
  }

  private static BitSet draw(PackIndex index, double share, long seed) {
    BitSet drawn = new BitSet(index.size());
    int[][] members = membersOfClasses(index);
    for (int label = 0; label < members.length; label++) {
      int[] images = members[label];
      new Random64(seed, label).shuffle(images);
      long wanted = Math.round(images.length * share);
      int count = (int) Math.max(share > 0 ? 1 : 0, Math.min(images.length - 1, wanted));
      for (int i = 0; images.length > 1 && i < count; i++) {
        drawn.set(images[i]);
      }
    }
    return drawn;
  }

  private static int[][] membersOfClasses(PackIndex index) {
    int[] counts = new int[index.classNames().size()];
    index.labels().forEach(label -> counts[label]++);
    int[][] members = new int[counts.length][];
    for (int label = 0; label < counts.length; label++) {
      members[label] = new int[counts[label]];
    }
    int[] filled = new int[counts.length];
    for (int i = 0; i < index.size(); i++) {
      int label = index.labels().get(i);
      members[label][filled[label]++] = i;
    }
    return members;
  }
}
