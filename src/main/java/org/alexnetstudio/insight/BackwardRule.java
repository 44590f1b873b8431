package org.alexnetstudio.insight;

/** What passes a rectifier on the way from a unit back to the image. */
public enum BackwardRule {
  /** The gradient: what arrives, where the unit was active. */
  GRADIENT,
  /** Guided backpropagation (Springenberg and others, 2015): of that, what is above 0. */
  GUIDED,
  /**
   * Deconvolution (Zeiler and Fergus, 2014): what is above 0, whether the unit was active or not.
   */
  DECONVOLUTION
}
