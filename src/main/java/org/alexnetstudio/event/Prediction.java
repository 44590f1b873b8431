package org.alexnetstudio.event;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A class and how probable the network finds it.
 *
 * @param classIndex the class's place among the outputs, from 0
 * @param className for people
 * @param probability from 0 to 1
 */
public record Prediction(int classIndex, String className, double probability) {

  /** The {@code count} likeliest classes, the likeliest first; of equal ones the lower number. */
  public static List<Prediction> top(float[] probabilities, List<String> classNames, int count) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(i -> new Prediction(i, classNames.get(i), probabilities[i]))
        .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
        .limit(count)
        .toList();
  }
}
