package org.alexnetstudio.ui.explore;

import org.alexnetstudio.insight.LayerActivations;

/**
 * One unit's answer to an image in numbers.
 *
 * @param active share of its activations above 0
 */
record MapFacts(float mean, float max, float active) {

  /** Of every unit of a layer. */
  static MapFacts[] of(LayerActivations activations) {
    MapFacts[] facts = new MapFacts[activations.layer().units()];
    int area = activations.layer().height() * activations.layer().width();
    for (int unit = 0; unit < facts.length; unit++) {
      double sum = 0;
      float max = Float.NEGATIVE_INFINITY;
      int above = 0;
      for (int i = unit * area; i < (unit + 1) * area; i++) {
        float value = activations.values()[i];
        sum += value;
        max = Math.max(max, value);
        above += value > 0 ? 1 : 0;
      }
      facts[unit] = new MapFacts((float) (sum / area), max, (float) above / area);
    }
    return facts;
  }
}
