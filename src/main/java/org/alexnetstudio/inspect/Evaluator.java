package org.alexnetstudio.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.data.PrepareListener;

/** Measures a classifier on labelled images. */
public final class Evaluator {
  private final Classifier classifier;

  /** Measures {@code classifier}. */
  public Evaluator(Classifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Classifies the images and counts.
   *
   * @param which numbers of images
   * @throws StudioException where a class of the images is unknown to the classifier
   * @throws CancellationException where {@code cancelled} says so
   */
  public Evaluation evaluate(
      PackedImages images,
      int[] which,
      boolean tenCrop,
      PrepareListener listener,
      BooleanSupplier cancelled)
      throws StudioException {
    int[] classOf = matchClasses(images.classNames());
    List<String> classes = classifier.classNames();
    int[][] confusion = new int[classes.size()][classes.size()];
    int hits5 = 0;
    byte[] bytes = new byte[images.channels() * images.side() * images.side()];
    for (int i = 0; i < which.length; i++) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      images.read(which[i], bytes);
      float[] probabilities = classifier.probabilities(bytes, tenCrop);
      int own = classOf[images.label(which[i])];
      int above = 0;
      int likeliest = 0;
      for (int c = 0; c < probabilities.length; c++) {
        likeliest = probabilities[c] > probabilities[likeliest] ? c : likeliest;
        boolean tie = probabilities[c] == probabilities[own] && c < own;
        above += probabilities[c] > probabilities[own] || tie ? 1 : 0;
      }
      confusion[own][likeliest]++;
      hits5 += above < 5 ? 1 : 0;
      listener.progress(i + 1, which.length);
    }
    return Evaluation.of(classes, confusion, hits5);
  }

  private int[] matchClasses(List<String> names) throws StudioException {
    List<String> known = classifier.classNames();
    List<String> unknown = new ArrayList<>(names);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw StudioException.badInput(
          "The images can't be evaluated with this model",
          "it does not know their classes " + String.join(", ", unknown),
          "Its classes are " + String.join(", ", known) + ": name the folders like that.");
    }
    return names.stream().mapToInt(known::indexOf).toArray();
  }
}
