package org.alexnetstudio.event;

/**
 * An exponential average without the pull towards 0 at its beginning: {@code last = s*last +
 * (1-s)*y; out = last/(1-s^n)}.
 */
public final class DebiasedAverage {
  private double last;
  private double missing = 1;

  /**
   * Takes the next value in and returns the average.
   *
   * @param keep the share of what was before, 0 or more, below 1; for n equal values at once, its
   *     n-th power
   */
  public double add(double value, double keep) {
    last = keep * last + (1 - keep) * value;
    missing *= keep;
    return last / (1 - missing);
  }
}
