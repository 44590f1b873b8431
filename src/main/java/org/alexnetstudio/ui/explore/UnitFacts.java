package org.alexnetstudio.ui.explore;

import org.alexnetstudio.insight.LayerActivations;

/**
 * Figures of a unit's map.
 *
 * @param mean of all its numbers
 * @param sd their standard deviation
 * @param max the largest
 * @param active share of them above 0
 */
record UnitFacts(double mean, double sd, float max, double active) {

  /** Of a map of at least one number. */
  static UnitFacts of(float[] map) {
    return of(map, 0, map.length);
  }

  /** Of every unit of a layer. */
  static UnitFacts[] of(LayerActivations activations) {
    UnitFacts[] facts = new UnitFacts[activations.layer().units()];
    int area = activations.layer().height() * activations.layer().width();
    for (int unit = 0; unit < facts.length; unit++) {
      facts[unit] = of(activations.values(), unit * area, area);
    }
    return facts;
  }

  private static UnitFacts of(float[] values, int first, int count) {
    double sum = 0;
    double squares = 0;
    float max = Float.NEGATIVE_INFINITY;
    int above = 0;
    for (int i = first; i < first + count; i++) {
      float value = values[i];
      sum += value;
      squares += (double) value * value;
      max = Math.max(max, value);
      above += value > 0 ? 1 : 0;
    }
    double mean = sum / count;
    double variance = Math.max(0, squares / count - mean * mean);
    return new UnitFacts(mean, Math.sqrt(variance), max, (double) above / count);
  }
}
