package org.alexnetstudio.inspect;

import java.util.List;

/**
 * How well a network does on labelled images.
 *
 * @param images how many
 * @param top1 share whose likeliest class is theirs
 * @param top5 share whose class is among the five likeliest
 * @param meanPerClass mean over the classes that have images of each one's own top-1
 * @param classes in the order of the matrix
 * @param confusion images by true class (row) and likeliest class (column)
 */
public record Evaluation(
    int images,
    double top1,
    double top5,
    double meanPerClass,
    List<String> classes,
    int[][] confusion) {

  /** Evaluates what was counted. */
  static Evaluation of(List<String> classes, int[][] confusion, int hits5) {
    int images = 0;
    int hits1 = 0;
    double shares = 0;
    int present = 0;
    for (int c = 0; c < confusion.length; c++) {
      int own = 0;
      for (int count : confusion[c]) {
        own += count;
      }
      images += own;
      hits1 += confusion[c][c];
      if (own > 0) {
        shares += (double) confusion[c][c] / own;
        present++;
      }
    }
    return new Evaluation(
        images,
        (double) hits1 / images,
        (double) hits5 / images,
        shares / present,
        classes,
        confusion);
  }
}
