package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes that nobody looks into against the same ones layer by layer. */
class WholePassTest {
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @ValueSource(
      strings = {"alexnet-2012", "alexnet-caffenet", "alexnet-torchvision", "alexnet-cifar10"})
  void presetsGiveTheSameLogits(String preset) throws Exception {
    NetworkSpec spec = Presets.read(preset, Map.of()).network();
    agree(spec.unresolved() ? spec.withClasses(10) : spec);
  }

  @Test
  void everyLayerTypeGivesTheSameLogits() throws Exception {
    agree(everyLayerType());
  }

  private static NetworkSpec everyLayerType() {
    return new NetworkSpec(
        new ImageShape(4, 23, 23),
        List.of(
            new LayerSpec.Conv("conv1", 8, 5, 2, 1, 2, INIT),
            new LayerSpec.Tanh("tanh1"),
            // An alpha so large that the neighbours matter.
            new LayerSpec.Lrn("lrn1", 1.5, 3, 0.7, 0.6),
            new LayerSpec.MaxPool("pool1", 3, 2, 0, true),
            new LayerSpec.Conv("conv2", 6, 3, 1, 1, 1, INIT),
            new LayerSpec.Relu("relu2"),
            new LayerSpec.AvgPool("pool2", 3, 1, 1, false),
            new LayerSpec.MaxPool("pool4", 2, 2, 1, true),
            new LayerSpec.AdaptiveAvgPool("pool3", 2),
            new LayerSpec.FullyConnected("fc1", 10, INIT),
            new LayerSpec.Dropout("drop1", 0.3),
            new LayerSpec.FullyConnected("fc2", 4, INIT)));
  }

  /** Of several numbers of images, one after the other. */
  private static void agree(NetworkSpec spec) throws Exception {
    try (Network network = new Network(spec, TestEngine.cpu(), 5)) {
      for (int count : new int[] {1, 3, 2}) {
        FloatBuffer images = images(spec, count, count);
        close(layered(network, images, count), whole(network, images, count));
        close(layered(network, images, count), searched(network, images, count));
      }
    }
  }

  @Test
  void anAnswerStaysWhenOthersAreAsked() throws Exception {
    NetworkSpec spec = everyLayerType();
    try (Network network = new Network(spec, TestEngine.cpu(), 5);
        NDManager scope = network.manager().newSubManager()) {
      NDArray first = network.forward(network.batch(scope, images(spec, 2, 1), 2));
      float[] before = first.toFloatArray();
      float[] others = network.forward(network.batch(scope, images(spec, 2, 9), 2)).toFloatArray();
      assertTrue(Math.abs(before[0] - others[0]) > 1e-3, "other images, other logits");
      assertArrayEquals(before, first.toFloatArray());
    }
  }

  /** Before each pass the weights change, by a step of training or from outside. */
  @Test
  void weightsCountAsTheyAreAtTheMoment() throws Exception {
    NetworkSpec spec = everyLayerType();
    FloatBuffer images = images(spec, 2, 1);
    try (Network network = new Network(spec, TestEngine.cpu(), 5)) {
      float[] before = whole(network, images, 2);
      try (NDManager scope = network.manager().newSubManager()) {
        NDArray labels = scope.create(new float[] {1, 3});
        network.forwardBackward(
            network.batch(scope, images.rewind(), 2), labels, DropoutMasks.random(1));
        for (String name : network.parameterNames()) {
          network.update(name, scope.zeros(network.parameter(name).getShape()), 0.05, 0, 0.9);
        }
      }
      float[] trained = whole(network, images, 2);
      assertTrue(Math.abs(before[0] - trained[0]) > 1e-3, before[0] + " " + trained[0]);
      close(layered(network, images, 2), trained);

      network.write("fc2.bias", FloatBuffer.wrap(new float[] {100, 200, 300, 400}));
      float[] written = whole(network, images, 2);
      assertEquals(100, written[0], 50);
      close(layered(network, images, 2), written);
    }
  }

  private static float[] whole(Network network, FloatBuffer images, int count) {
    try (NDManager scope = network.manager().newSubManager()) {
      return network.forward(network.batch(scope, images.rewind(), count)).toFloatArray();
    }
  }

  /** Along with what excites units most. */
  private static float[] searched(Network network, FloatBuffer images, int count) {
    try (NDManager scope = network.manager().newSubManager()) {
      return network.search(network.batch(scope, images.rewind(), count)).logits().toFloatArray();
    }
  }

  private static float[] layered(Network network, FloatBuffer images, int count) {
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray input = network.batch(scope, images.rewind(), count);
      return network.forward(input, (layer, output) -> {}).toFloatArray();
    }
  }

  private static void close(float[] expected, float[] found) {
    assertEquals(expected.length, found.length);
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertTrue(largest > 0.01, "logits of " + largest);
    assertArrayEquals(expected, found, (float) (TOLERANCE * largest));
  }

  private static FloatBuffer images(NetworkSpec spec, int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FloatBuffer images = FloatBuffer.allocate(count * spec.input().size());
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextDouble(-100, 100));
    }
    return images;
  }
}
