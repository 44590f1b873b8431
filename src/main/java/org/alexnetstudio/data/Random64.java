package org.alexnetstudio.data;

/** SplitMix64: random numbers that are the same in every version of Java and on every machine. */
final class Random64 {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  /** A stream of its own for each list of keys, such as seed, epoch and position. */
  Random64(long... keys) {
    for (long key : keys) {
      state = mix((state + GOLDEN) ^ mix(key + GOLDEN));
    }
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in 0 .. bound - 1. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** From the standard normal distribution, by Box and Muller. */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** Shuffles in place. */
  void shuffle(int[] numbers) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int other = below(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = swapped;
    }
  }
}
