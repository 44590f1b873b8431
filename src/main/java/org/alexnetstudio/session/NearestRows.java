package org.alexnetstudio.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.Features;

/**
 * The nearest rows of a {@link FeatureFile}. The device computes all distances, |a|^2 + |b|^2 -
 * 2ab, in single precision, which cancels where a and b are near: those that may be among the
 * nearest by that are computed anew.
 */
final class NearestRows {
  /** More than the rounding of a sum of products can be, as a share of |a|^2 + |b|^2. */
  private static final double ROUNDING = 1e-4;

  private NearestRows() {}

  /**
   * A row and how far away it is.
   *
   * @param distance Euclidean
   */
  record Near(int row, double distance) {}

  /**
   * Inner products of some features with rows from one on, block by block for about so long: a
   * training waits for no more than that. Of the compute thread.
   *
   * @param products takes them
   * @return the first row that is left
   */
  static int multiply(
      Classifier classifier,
      FeatureFile file,
      float[] features,
      float[] products,
      int from,
      Duration time)
      throws StudioException {
    long before = System.nanoTime();
    int row = from;
    do {
      int rows = Math.min(FeatureFile.BLOCK, file.rows() - row);
      float[] some = Features.products(classifier, features, file.block(row, rows), rows);
      System.arraycopy(some, 0, products, row, rows);
      row += rows;
    } while (row < file.rows() && System.nanoTime() - before < time.toNanos());
    return row;
  }

  /**
   * Finds them, the nearest first; of equal ones the earlier row.
   *
   * @param products of the features with each row
   */
  static List<Near> find(FeatureFile file, float[] features, float[] products, int count) {
    double own = 0;
    for (float feature : features) {
      own += (double) feature * feature;
    }
    double[] most = new double[file.rows()];
    double[] least = new double[file.rows()];
    for (int row = 0; row < most.length; row++) {
      double sum = own + file.square(row);
      double squared = sum - 2.0 * products[row];
      most[row] = squared + ROUNDING * sum;
      least[row] = squared - ROUNDING * sum;
    }
    double[] sorted = most.clone();
    Arrays.sort(sorted);
    double bound = sorted[Math.min(count, sorted.length) - 1];
    return IntStream.range(0, least.length)
        .filter(row -> least[row] <= bound)
        .mapToObj(row -> new Near(row, file.distance(row, features)))
        .sorted(Comparator.comparingDouble(Near::distance).thenComparingInt(Near::row))
        .limit(count)
        .toList();
  }
}
