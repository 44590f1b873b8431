package org.alexnetstudio.ui.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values from {@code low} to {@code high}, which is more. */
record CurvesRange(double low, double high) {
  /** Refuses an empty range. */
  CurvesRange {
    if (!(low < high)) {
      throw new IllegalArgumentException("range: found " + low + " to " + high);
    }
  }

  double length() {
    return high - low;
  }

  boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Both ends nearer to {@code fixed} by a factor, which stays where it is. */
  CurvesRange scaled(double fixed, double factor) {
    return new CurvesRange(fixed + (low - fixed) * factor, fixed + (high - fixed) * factor);
  }

  /** Moved into {@code bounds}, and cut where it is longer. */
  CurvesRange within(CurvesRange bounds) {
    if (length() >= bounds.length()) {
      return bounds;
    }
    double shift = Math.max(0, bounds.low - low) - Math.max(0, high - bounds.high);
    return new CurvesRange(low + shift, high + shift);
  }

  CurvesRange moved(double by) {
    return new CurvesRange(low + by, high + by);
  }

  /** Longer at both ends by a share of its length. */
  CurvesRange padded(double share) {
    return new CurvesRange(low - share * length(), high + share * length());
  }

  CurvesRange and(@Nullable CurvesRange other) {
    return other == null
        ? this
        : new CurvesRange(Math.min(low, other.low), Math.max(high, other.high));
  }

  /**
   * From the least to the greatest of {@code values}; but where the outermost hundredth, or a
   * single value, would more than double the range, without it.
   *
   * @return null where there are no finite values
   */
  static @Nullable CurvesRange robust(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return null;
    }
    int cut = n < 3 ? 0 : Math.max(1, n / 100);
    double low = sorted[cut];
    double high = sorted[n - 1 - cut];
    double inner = high - low;
    low = low - sorted[0] <= inner ? sorted[0] : low;
    high = sorted[n - 1] - high <= inner ? sorted[n - 1] : high;
    double least = Math.max(Math.abs(low), 1e-9) * 1e-3;
    return high - low > least
        ? new CurvesRange(low, high)
        : new CurvesRange(low - least, low + least);
  }
}
