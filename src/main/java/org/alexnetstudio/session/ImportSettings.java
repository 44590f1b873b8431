package org.alexnetstudio.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a file of weights, where it does not say so itself.
 *
 * @param preset the bundled experiment that has the network; null: the one that fits
 * @param labels a text of class names, one a line, in the order of the logits; null: ImageNet's
 *     where there are 1000 classes
 */
public record ImportSettings(@Nullable String preset, @Nullable Path labels) {
  /** All is told by the file. */
  public static final ImportSettings RECOGNISE = new ImportSettings(null, null);
}
