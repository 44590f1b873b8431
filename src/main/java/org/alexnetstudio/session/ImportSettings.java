package org.alexnetstudio.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a file of weights, where it does not say so itself.
 *
 * @param preset the bundled experiment that has the network; null: the one that fits
 * @param labels a text of class names, one a line, in the order of the logits; null: ImageNet's
 *     where there are 1000 classes
 * @param mean the mean image of the training set as Caffe keeps it ({@code .binaryproto} or {@code
 *     .npy}); null: the one that lies beside weights of Caffe's, else ILSVRC-2012's mean colour
 */
public record ImportSettings(@Nullable String preset, @Nullable Path labels, @Nullable Path mean) {
  /** All is told by the file. */
  public static final ImportSettings RECOGNISE = new ImportSettings(null, null, null);

  /** The same where the mean need not be named. */
  public ImportSettings(@Nullable String preset, @Nullable Path labels) {
    this(preset, labels, null);
  }
}
