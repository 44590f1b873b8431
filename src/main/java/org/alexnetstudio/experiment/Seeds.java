package org.alexnetstudio.experiment;

/** All randomness derives from the experiment's seed, what it is for, and the epoch and step. */
public final class Seeds {
  private Seeds() {}

  /** A seed for one purpose and place; different purposes or numbers give unrelated seeds. */
  public static long derive(long seed, String purpose, long... numbers) {
    long hash = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash ^ purpose.charAt(i));
    }
    for (long number : numbers) {
      hash = mix(hash ^ number);
    }
    return hash;
  }

  /** SplitMix64's step: the golden-ratio increment, then its finaliser (Steele et al. 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
