package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.reference.ReferenceNetwork;
import org.alexnetstudio.support.LayerTypes;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built network against the plain-Java reference: every layer's output, every gradient. */
class NetworkReferenceTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(strings = {"alexnet-2012", "alexnet-torchvision"})
  void fullSizePresetsAgreeWithTheReference(String preset) throws StudioException {
    NetworkSpec spec = Presets.read(preset, Map.of()).network();
    compare(spec, 1);
  }

  @Test
  void everyLayerTypeAgreesWithTheReference() throws StudioException {
    InitSpec init = new InitSpec(InitSpec.Type.HE, 0, 0.1);
    compare(
        LayerTypes.all(
            new NetworkSpec(
                new ImageShape(4, 23, 23),
                List.of(
                    new LayerSpec.Conv("conv1", 8, 5, 2, 1, 2, init),
                    new LayerSpec.Tanh("tanh1"),
                    // An alpha so large that the neighbours matter.
                    new LayerSpec.Lrn("lrn1", 1.5, 3, 0.7, 0.6),
                    new LayerSpec.MaxPool("pool1", 3, 2, 0, true),
                    new LayerSpec.Conv("conv2", 6, 3, 1, 1, 1, init),
                    new LayerSpec.Relu("relu2"),
                    new LayerSpec.AvgPool("pool2", 3, 1, 1, false),
                    // Rounded up, a window too many: 5 -> 3, not 4.
                    new LayerSpec.MaxPool("pool4", 2, 2, 1, true),
                    new LayerSpec.AdaptiveAvgPool("pool3", 2),
                    new LayerSpec.FullyConnected("fc1", 10, init),
                    new LayerSpec.Dropout("drop1", 0.3),
                    new LayerSpec.FullyConnected("fc2", 4, init)))),
        3);
  }

  @Test
  void lrnBeforeTheFirstWeightsAndTwiceInARowAgreesWithTheReference() throws StudioException {
    InitSpec init = new InitSpec(InitSpec.Type.HE, 0, 0.1);
    compare(
        new NetworkSpec(
            new ImageShape(3, 12, 12),
            List.of(
                new LayerSpec.Lrn("lrn0", 1.5, 3, 0.001, 0.75),
                new LayerSpec.Conv("conv1", 8, 3, 1, 0, 1, init),
                new LayerSpec.Lrn("lrn1", 1.5, 3, 0.01, 0.75),
                new LayerSpec.Lrn("lrn2", 1.5, 5, 0.02, 0.5),
                new LayerSpec.FullyConnected("fc1", 4, init))),
        2);
  }

  @Test
  void rectifiersBeforeLrnAgreeWithTheReference() throws StudioException {
    InitSpec init = new InitSpec(InitSpec.Type.HE, 0, 0.1);
    compare(
        new NetworkSpec(
            new ImageShape(3, 12, 12),
            List.of(
                new LayerSpec.Relu("relu0"),
                new LayerSpec.Lrn("lrn0", 1.5, 3, 0.001, 0.75),
                new LayerSpec.Conv("conv1", 8, 3, 1, 0, 1, init),
                new LayerSpec.Relu("relu1"),
                new LayerSpec.Lrn("lrn1", 1.5, 3, 0.01, 0.75),
                new LayerSpec.Conv("conv2", 8, 3, 1, 0, 1, init),
                new LayerSpec.Relu("relu2"),
                new LayerSpec.Lrn("lrn2", 1.5, 5, 0.02, 0.75),
                new LayerSpec.FullyConnected("fc1", 4, init))),
        2);
  }

  private static void compare(NetworkSpec spec, int n) throws StudioException {
    ImageShape in = spec.input();
    int classes = spec.output().units();
    SplittableRandom random = new SplittableRandom(7);
    float[][] images = new float[n][in.size()];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < images[i].length; j++) {
        images[i][j] = (float) random.nextDouble(-120, 120);
      }
      labels[i] = random.nextInt(classes);
    }
    try (Network network = new Network(spec, TestEngine.cpu(), 5)) {
      Map<String, float[]> parameters = new LinkedHashMap<>();
      for (String name : network.parameterNames()) {
        parameters.put(name, network.parameter(name).toFloatArray());
      }
      ReferenceNetwork reference = new ReferenceNetwork(spec, parameters);

      Map<String, double[]> expected = reference.forward(images, null);
      try (NDManager scope = network.manager().newSubManager()) {
        network.forward(
            input(scope, images, in),
            (layer, output) ->
                assertClose(layer.name(), expected.get(layer.name()), output.toFloatArray()));
      }

      Map<String, float[]> masks = new HashMap<>();
      DropoutMasks random11 = DropoutMasks.random(11);
      DropoutMasks recorded =
          (manager, layer, shape) -> {
            NDArray mask = random11.mask(manager, layer, shape);
            masks.put(layer.name(), mask.toFloatArray());
            return mask;
          };
      try (NDManager scope = network.manager().newSubManager()) {
        network.forwardBackward(input(scope, images, in), scope.create(labels), recorded);
      }
      ReferenceNetwork.Gradients gradients = reference.gradients(images, labels, masks);
      for (String name : network.parameterNames()) {
        try (NDArray gradient = network.parameter(name).getGradient()) {
          assertClose(
              "gradient of " + name, gradients.parameters().get(name), gradient.toFloatArray());
        }
      }
    }
  }

  private static NDArray input(NDManager scope, float[][] images, ImageShape in) {
    FloatBuffer all = FloatBuffer.allocate(images.length * in.size());
    for (float[] image : images) {
      all.put(image);
    }
    return scope.create(
        all.flip(), new Shape(images.length, in.channels(), in.height(), in.width()));
  }

  /** The distance of the two vectors is within the tolerance of the expected one's length. */
  private static void assertClose(String what, double[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, what);
    double distance = 0;
    double length = 0;
    for (int i = 0; i < actual.length; i++) {
      distance += (expected[i] - actual[i]) * (expected[i] - actual[i]);
      length += expected[i] * expected[i];
    }
    double relative = Math.sqrt(distance / length);
    assertTrue(relative < TOLERANCE, () -> what + ": relative error " + relative);
  }
}
