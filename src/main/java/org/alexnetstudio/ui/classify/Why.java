package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.session.WeightsOrigin;

/**
 * What of an image speaks for a class.
 *
 * @param image the file
 * @param overview what the network sees of it, its layers and classes
 * @param method how it was found
 * @param classIndex of the class
 * @param attribution how much each place counts
 * @param weights whose answer it is
 * @param millis from the question to the answer
 */
record Why(
    Path image,
    Overview overview,
    WhyMethod method,
    int classIndex,
    Attribution attribution,
    WeightsOrigin weights,
    long millis) {

  /** The name of the class. */
  String className() {
    return overview.classNames().get(classIndex);
  }

  /** Such as "chelsea-grad-cam". */
  String fileName() {
    String name = String.valueOf(image.getFileName()).replaceFirst("\\.[^.]*$", "");
    return name + "-" + method.fileName();
  }
}
