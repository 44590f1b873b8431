package org.alexnetstudio.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.data.PrepareListener;

/** Measures a classifier on labelled images. */
public final class Evaluator {
  /** Views that go through the network together. */
  private static final int BATCH = 64;

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
    int together = tenCrop ? BATCH / Crops.VIEWS : BATCH;
    for (int from = 0; from < which.length; from += together) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      int[] batch = Arrays.copyOfRange(which, from, Math.min(which.length, from + together));
      List<float[]> all = classifier.probabilities(read(images, batch), tenCrop);
      for (int i = 0; i < batch.length; i++) {
        int own = classOf[images.label(batch[i])];
        List<Integer> ranking = ranking(all.get(i));
        confusion[own][ranking.get(0)]++;
        hits5 += ranking.indexOf(own) < 5 ? 1 : 0;
      }
      listener.progress(from + batch.length, which.length);
    }
    return Evaluation.of(classes, confusion, hits5);
  }

  private static List<byte[]> read(PackedImages images, int[] which) {
    List<byte[]> read = new ArrayList<>();
    for (int image : which) {
      byte[] bytes = new byte[images.channels() * images.side() * images.side()];
      images.read(image, bytes);
      read.add(bytes);
    }
    return read;
  }

  /** Class numbers, the likeliest first; of equal ones the lower number. */
  private static List<Integer> ranking(float[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer c) -> -probabilities[c]))
        .toList();
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
