package org.alexnetstudio.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The images that excite each unit most, against a search through all activations. */
class StrongestUnitsTest {
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final int DEAD = 5;
  private static final int CONSTANT = 6;

  /** Maps of several sizes, also with one row, one column or one place. */
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new ImageShape(3, 19, 15),
          List.of(
              new LayerSpec.Conv("conv1", 16, 3, 2, 0, 1, INIT),
              new LayerSpec.Relu("relu1"),
              new LayerSpec.Conv("conv2", 8, 7, 1, 0, 2, INIT),
              new LayerSpec.Conv("conv3", 8, 1, 2, 0, 1, INIT),
              new LayerSpec.Tanh("tanh3"),
              new LayerSpec.FullyConnected("fc1", 30, INIT),
              new LayerSpec.Relu("relu4"),
              new LayerSpec.FullyConnected("fc2", 4, INIT)));

  private static Network network;

  @BeforeAll
  static void build() throws Exception {
    network = new Network(SPEC, TestEngine.cpu(), 3);
    float[] weights = network.parameter("conv1.weight").toFloatArray();
    Arrays.fill(weights, DEAD * 27, (CONSTANT + 1) * 27, 0);
    network.write("conv1.weight", FloatBuffer.wrap(weights));
    float[] bias = network.parameter("conv1.bias").toFloatArray();
    bias[DEAD] = -0.5f;
    bias[CONSTANT] = 0.25f;
    network.write("conv1.bias", FloatBuffer.wrap(bias));
  }

  @AfterAll
  static void close() {
    network.close();
  }

  /** What was found, and all activations of each layer, image after image. */
  private record Seen(StrongestUnits found, Map<String, List<float[]>> outputs) {}

  private static Seen pass(int images, int batch, Random random) {
    StrongestUnits found = new StrongestUnits(network);
    Map<String, List<float[]>> outputs = new LinkedHashMap<>();
    int size = SPEC.input().size();
    for (int from = 0; from < images; from += batch) {
      int count = Math.min(batch, images - from);
      float[] pixels = new float[count * size];
      int[] numbers = new int[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = 1000 + from + i;
        // Each third image has one colour: all places of a map are equal. Others have two.
        float colour = random.nextFloat();
        float other = random.nextFloat();
        for (int p = 0; p < size; p++) {
          boolean plain = (from + i) % 3 == 1 || ((from + i) % 3 == 2 && p % 15 < 6);
          pixels[i * size + p] =
              (from + i) % 3 == 0 ? (float) random.nextGaussian() : plain ? colour : other;
        }
      }
      try (NDManager scope = network.manager().newSubManager()) {
        NDArray logits =
            found.batch(numbers).forward(network.batch(scope, FloatBuffer.wrap(pixels), count));
        assertEquals(new Shape(count, 4), logits.getShape());
        network.forward(
            network.batch(scope, FloatBuffer.wrap(pixels), count),
            (layer, output) -> {
              float[] all = output.toFloatArray();
              for (int i = 0; i < count; i++) {
                int each = all.length / count;
                outputs
                    .computeIfAbsent(layer.name(), name -> new ArrayList<>())
                    .add(Arrays.copyOfRange(all, i * each, (i + 1) * each));
              }
            });
      }
    }
    return new Seen(found, outputs);
  }

  /** The nine by plain search: the earlier image and place first where activations are equal. */
  private static void assertStrongest(LayerPeaks peaks, List<float[]> outputs, int width) {
    int area = outputs.get(0).length / peaks.units();
    for (int unit = 0; unit < peaks.units(); unit++) {
      int[] best = new int[outputs.size()];
      List<Integer> order = new ArrayList<>();
      for (int image = 0; image < best.length; image++) {
        float[] output = outputs.get(image);
        best[image] = unit * area;
        for (int place = unit * area; place < (unit + 1) * area; place++) {
          best[image] = output[place] > output[best[image]] ? place : best[image];
        }
        order.add(image);
      }
      order.sort((a, b) -> Float.compare(outputs.get(b)[best[b]], outputs.get(a)[best[a]]));
      for (int rank = 0; rank < LayerPeaks.MOST; rank++) {
        int at = unit * LayerPeaks.MOST + rank;
        String what = peaks.layer() + " unit " + unit + " rank " + rank;
        if (rank >= order.size()) {
          assertEquals(-1, peaks.images()[at], what);
          continue;
        }
        int image = order.get(rank);
        int place = best[image] - unit * area;
        assertEquals(outputs.get(image)[best[image]], peaks.values()[at], what);
        assertEquals(1000 + image, peaks.images()[at], what);
        assertEquals(place / width, peaks.rows()[at], what);
        assertEquals(place % width, peaks.columns()[at], what);
      }
    }
  }

  private static void assertStrongest(Seen seen, int images) {
    assertEquals(images, seen.found().images());
    List<LayerPeaks> peaks = seen.found().peaks();
    assertEquals(
        List.of("conv1", "conv2", "conv3", "fc1", "fc2"),
        peaks.stream().map(LayerPeaks::layer).toList());
    int[] widths = {7, 1, 1, 1, 1};
    for (int i = 0; i < widths.length; i++) {
      assertStrongest(peaks.get(i), seen.outputs().get(peaks.get(i).layer()), widths[i]);
    }
  }

  @Test
  void areThoseOfASearchThroughAllActivations() {
    assertStrongest(pass(83, 16, new Random(1)), 83);
  }

  @Test
  void withFewerThanNineImagesTheRestIsEmpty() {
    assertStrongest(pass(4, 3, new Random(2)), 4);
  }

  @Test
  void aUnitThatNothingBringsAboveZeroIsDead() {
    LayerPeaks conv1 = pass(20, 8, new Random(3)).found().peaks().get(0);
    assertTrue(conv1.dead(DEAD));
    assertFalse(conv1.dead(CONSTANT));
    assertArrayEquals(
        new int[] {1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008},
        Arrays.copyOfRange(conv1.images(), DEAD * 9, DEAD * 9 + 9),
        "of equal ones the first");
  }
}
