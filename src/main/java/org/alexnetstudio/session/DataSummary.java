package org.alexnetstudio.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the images of an experiment are.
 *
 * @param classes in label order
 * @param training images to train on
 * @param validation images that validate
 * @param checked how many images were decoded to find sizes and problems
 * @param smallest the smallest of them; null where none could be used
 * @param largest the largest of them; null likewise
 * @param problems images that are missing or can't be used
 */
public record DataSummary(
    List<ImageClass> classes,
    int training,
    int validation,
    int checked,
    @Nullable Size smallest,
    @Nullable Size largest,
    List<Unusable> problems) {

  /** One class with its images in both parts. */
  public record ImageClass(String name, int images) {}

  /** Columns and rows. */
  public record Size(int width, int height) {
    long area() {
      return (long) width * height;
    }

    @Override
    public String toString() {
      return width + " × " + height;
    }
  }

  /** An image with the reason why it can't be used. */
  public record Unusable(String image, String reason) {}

  /** Images of both parts. */
  public int images() {
    return training + validation;
  }
}
