package org.alexnetstudio.ui.classify;

/** Ways to look at the chosen image. */
enum WhyMethod {
  IMAGE("Image"),
  GRAD_CAM("Grad-CAM"),
  OCCLUSION("Occlusion"),
  GRADIENT("Gradient"),
  INTEGRATED("Integrated gradients");

  private final String text;

  WhyMethod(String text) {
    this.text = text;
  }

  /** For people. */
  String text() {
    return text;
  }

  /** As part of a file's name, such as "grad-cam". */
  String fileName() {
    return text.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  /** Whether its colours lie over the image only where there is something to tell. */
  boolean evidence() {
    return this == GRAD_CAM || this == OCCLUSION;
  }
}
