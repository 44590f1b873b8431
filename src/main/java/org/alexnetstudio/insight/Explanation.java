package org.alexnetstudio.insight;

/** Ways to ask what an image's class comes from, all in one answer. */
public sealed interface Explanation {

  /**
   * Grad-CAM (Selvaraju and others, 2017): the maps of a layer, each by its mean gradient, added
   * up; what is below 0 is cut off.
   *
   * @param layer whose maps; those after its activation function count
   */
  record GradCam(int layer) implements Explanation {}

  /** The gradient of the logit by each pixel. */
  record Gradient() implements Explanation {}

  /**
   * Integrated gradients (Sundararajan and others, 2017), from the mean image of the training set,
   * which is 0 for the network, to the image.
   */
  record IntegratedGradients() implements Explanation {}
}
