package org.alexnetstudio.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.network.Network;

/** Finds units of one layer that have learnt nearly the same weights. */
final class Twins {
  /** The cosine between two units' weights from which on they count as the same. */
  private static final double COSINE = 0.95;

  /** Numbers to which a unit's weights are projected at random, to find those worth comparing. */
  private static final int SKETCH = 128;

  /** The sketch's cosine differs from the true one by about 0.01 where that is high. */
  private static final double LIKELY = COSINE - 0.05;

  private Twins() {}

  /**
   * For each unit the first one before it of the same inputs with nearly the same weights, -1 for
   * none; empty where the layer has no weights.
   */
  static int[] of(Network network, LayerSpec layer) {
    String name = layer.name() + ".weight";
    if (!network.parameterNames().contains(name)) {
      return new int[0];
    }
    int groups = layer instanceof LayerSpec.Conv conv ? conv.groups() : 1;
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray weights = network.parameter(name);
      int units = (int) weights.getShape().get(0);
      long inputs = weights.size() / units;
      NDArray rows = weights.reshape(units, inputs);
      rows.attach(scope);
      NDArray directions = scope.create(directions(inputs), new Shape(inputs, SKETCH));
      NDArray sketches = rows.matMul(directions);
      // Of no weights at all no unit is the twin.
      NDArray norms = sketches.square().sum(new int[] {1}, true).sqrt().maximum(Float.MIN_NORMAL);
      NDArray unitVectors = sketches.div(norms);
      float[] cosines = unitVectors.matMul(unitVectors.transpose()).toFloatArray();
      return search(network, name, cosines, units, units / groups);
    }
  }

  private static float[] directions(long inputs) {
    SplittableRandom random = new SplittableRandom(0);
    float[] directions = new float[Math.toIntExact(inputs * SKETCH)];
    for (int i = 0; i < directions.length; i += Long.SIZE) {
      long bits = random.nextLong();
      for (int b = 0; b < Long.SIZE && i + b < directions.length; b++) {
        directions[i + b] = (bits >> b & 1) == 0 ? -1 : 1;
      }
    }
    return directions;
  }

  private static int[] search(
      Network network, String name, float[] cosines, int units, int perGroup) {
    int[] twinOf = new int[units];
    Arrays.fill(twinOf, -1);
    for (int unit = 0; unit < units; unit++) {
      float[] own = null;
      for (int other = unit / perGroup * perGroup; other < unit; other++) {
        if (twinOf[other] >= 0 || cosines[unit * units + other] <= LIKELY) {
          continue;
        }
        own = own == null ? network.readRow(name, unit) : own;
        if (cosine(own, network.readRow(name, other)) > COSINE) {
          twinOf[unit] = other;
          break;
        }
      }
    }
    return twinOf;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squaresOfA * squaresOfB);
  }
}
