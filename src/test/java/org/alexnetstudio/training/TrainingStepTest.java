package org.alexnetstudio.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step on several devices, for which several networks on the processor stand in. */
class TrainingStepTest {
  private static final int CLASSES = 4;
  private static final OptimizerSpec OPTIMIZER = new OptimizerSpec(0.9, 5e-4, 2, 0);
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final LayerSpec.Dropout DROPOUT = new LayerSpec.Dropout("drop1", 0.5);
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          new ImageShape(2, 8, 8),
          List.of(
              new LayerSpec.Conv("conv1", 6, 3, 1, 1, 1, INIT),
              new LayerSpec.Relu("relu1"),
              new LayerSpec.Lrn("lrn1", 2, 5, 1e-4, 0.75),
              new LayerSpec.FullyConnected("fc1", 10, INIT),
              new LayerSpec.Relu("relu2"),
              DROPOUT,
              new LayerSpec.FullyConnected("fc2", CLASSES, INIT)));

  private static FloatBuffer images(int count, long seed) {
    int size = count * 2 * 8 * 8;
    FloatBuffer images =
        ByteBuffer.allocateDirect(size * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      images.put(i, (float) random.nextDouble(-1, 1));
    }
    return images;
  }

  /** The weights after some steps, and the losses, which are the last entry. */
  private static Map<String, float[]> train(int devices, int batch, Map<String, Double> scales)
      throws Exception {
    ComputeDevice device = TestEngine.cpu();
    try (Network network = new Network(NETWORK, device, 3);
        Replicas replicas = Replicas.build(NETWORK, Collections.nCopies(devices, device))) {
      TrainingStep step =
          new TrainingStep(network, replicas, new MomentumSgd(network, OPTIMIZER, scales));
      float[] losses = new float[4];
      for (int i = 0; i < losses.length; i++) {
        int[] labels = new SplittableRandom(i).ints(batch, 0, CLASSES).toArray();
        Metrics metrics = step.run(images(batch, i), labels, DropoutMasks.ofStep(7, 1, i), 0.05);
        assertEquals(batch, metrics.images());
        losses[i] = (float) (metrics.lossSum() / batch);
      }
      assertEquals(
          String.join(", ", Collections.nCopies(devices, "cpu")), replicas.deviceNames(network));
      Map<String, float[]> result = new LinkedHashMap<>();
      for (String name : network.parameterNames()) {
        result.put(name, network.parameter(name).toFloatArray());
        for (Network replica : replicas.networks()) {
          assertArrayEquals(result.get(name), replica.parameter(name).toFloatArray(), name);
        }
      }
      result.put("loss", losses);
      return result;
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 8", "3, 8", "4, 3"})
  void severalDevicesLearnWhatOneLearns(int devices, int batch) throws Exception {
    Map<String, float[]> one = train(1, batch, Map.of());
    Map<String, float[]> several = train(devices, batch, Map.of());
    one.forEach((name, expected) -> assertArrayEquals(expected, several.get(name), 2e-6f, name));
  }

  @Test
  void frozenLayersStayAsTheyAre() throws Exception {
    Map<String, float[]> one = train(1, 8, Map.of("conv1", 0.0));
    Map<String, float[]> two = train(2, 8, Map.of("conv1", 0.0));
    Map<String, float[]> learnt = train(2, 8, Map.of());
    one.forEach((name, expected) -> assertArrayEquals(expected, two.get(name), 2e-6f, name));
    assertFalse(Arrays.equals(learnt.get("conv1.weight"), two.get("conv1.weight")));
  }

  @Test
  void theMasksOfPartsAreThoseOfTheBatch() throws Exception {
    try (NDManager scope = TestEngine.cpu().engine().newBaseManager()) {
      DropoutMasks masks = DropoutMasks.ofStep(7, 1, 2);
      float[] whole = masks.mask(scope, DROPOUT, new Shape(5, 7)).toFloatArray();
      NDArray first = masks.part(0, 5).mask(scope, DROPOUT, new Shape(2, 7));
      NDArray rest = masks.part(2, 5).mask(scope, DROPOUT, new Shape(3, 7));
      assertArrayEquals(Arrays.copyOfRange(whole, 0, 14), first.toFloatArray());
      assertArrayEquals(Arrays.copyOfRange(whole, 14, 35), rest.toFloatArray());
    }
  }
}
