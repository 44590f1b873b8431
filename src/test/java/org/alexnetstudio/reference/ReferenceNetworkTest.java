package org.alexnetstudio.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole network: its gradients against finite differences, its loss and its update. */
class ReferenceNetworkTest {
  private static final int BATCH = 2;
  private static final int[] LABELS = {2, 0};

  static Stream<Arguments> layers() {
    return Stream.of(
        arguments("fully connected", List.of(fc("fc0", 5))),
        arguments("conv, stride, pad", List.of(conv(4, 3, 2, 1, 1))),
        arguments("conv, pad beyond the image's reach", List.of(conv(2, 2, 3, 4, 1))),
        arguments("conv, 2 groups", List.of(conv(6, 3, 1, 1, 2))),
        arguments("conv, 4 groups", List.of(conv(4, 2, 2, 0, 4))),
        arguments("relu", List.of(new LayerSpec.Relu("relu"))),
        arguments("tanh", List.of(new LayerSpec.Tanh("tanh"))),
        arguments("lrn of 3", List.of(new LayerSpec.Lrn("lrn", 1, 3, 2, 0.75))),
        arguments("lrn wider than the channels", List.of(new LayerSpec.Lrn("lrn", 2, 9, 5, 1.5))),
        arguments("maxpool", List.of(new LayerSpec.MaxPool("pool", 3, 2, 0, false))),
        arguments("maxpool, pad, ceil", List.of(new LayerSpec.MaxPool("pool", 3, 2, 1, true))),
        arguments("avgpool", List.of(new LayerSpec.AvgPool("pool", 3, 2, 0, false))),
        arguments("avgpool, pad, ceil", List.of(new LayerSpec.AvgPool("pool", 3, 2, 1, true))),
        arguments("adaptive", List.of(new LayerSpec.AdaptiveAvgPool("pool", 4))),
        arguments("adaptive, grows", List.of(new LayerSpec.AdaptiveAvgPool("pool", 9))),
        arguments("dropout", List.of(new LayerSpec.Dropout("drop", 0.5))),
        arguments(
            "a small AlexNet",
            List.of(
                conv(6, 3, 1, 1, 1),
                new LayerSpec.Relu("relu"),
                new LayerSpec.Lrn("lrn", 2, 5, 1, 0.75),
                new LayerSpec.MaxPool("pool", 3, 2, 0, true),
                new LayerSpec.Conv("conv2", 4, 3, 1, 1, 2, InitSpec.PAPER),
                new LayerSpec.Tanh("tanh2"),
                fc("fc3", 6),
                new LayerSpec.Relu("relu3"),
                new LayerSpec.Dropout("drop", 0.5))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void everyGradientIsTheLimitOfDifferences(String name, List<LayerSpec> middle) {
    List<LayerSpec> list = new ArrayList<>(middle);
    list.add(fc("logits", 3));
    NetworkSpec spec = new NetworkSpec(new ImageShape(4, 7, 6), list);
    Random random = new Random(name.hashCode());
    Map<String, float[]> parameters = parameters(spec, random);
    float[][] input = {normal(spec.input().size(), 1, random), normal(168, 1, random)};
    Map<String, float[]> masks = masks(spec, random);
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);

    ReferenceNetwork.Gradients found = network.gradients(input, LABELS, masks);

    assertEquals(parameters.keySet(), found.parameters().keySet());
    parameters.forEach(
        (key, array) ->
            assertSlope(key, array, output(found.parameters(), key), 0, network, input, masks));
    for (int image = 0; image < BATCH; image++) {
      assertSlope("input", input[image], found.input(), image * 168, network, input, masks);
    }
  }

  /** Moves each number of {@code array} up and down in place and watches the loss. */
  private static void assertSlope(
      String key,
      float[] array,
      double[] gradient,
      int offset,
      ReferenceNetwork network,
      float[][] input,
      Map<String, float[]> masks) {
    for (int i = 0; i < array.length; i++) {
      float kept = array[i];
      float above = kept + 1e-5f;
      float below = kept - 1e-5f;
      array[i] = above;
      double up = loss(network, input, masks);
      array[i] = below;
      double down = loss(network, input, masks);
      array[i] = kept;
      double slope = (up - down) / ((double) above - below);
      assertEquals(slope, gradient[offset + i], 1e-8, key + "[" + i + "]");
    }
  }

  private static double loss(
      ReferenceNetwork network, float[][] input, Map<String, float[]> masks) {
    return ReferenceNetwork.loss(output(network.forward(input, masks), "logits"), LABELS);
  }

  private static double[] output(Map<String, double[]> outputs, String name) {
    return Objects.requireNonNull(outputs.get(name), name);
  }

  @Test
  void lossIsTheMeanOverImagesAndStaysFinite() {
    assertEquals(
        (Math.log(2) + Math.log(4)) / 2,
        ReferenceNetwork.loss(new double[] {7, 7, Math.log(3), 0}, new int[] {1, 1}),
        1e-15);
    assertEquals(2000, ReferenceNetwork.loss(new double[] {1000, -1000}, new int[] {1}), 1e-9);
  }

  @Test
  void updateKeepsVelocityAndScalesBiases() {
    OptimizerSpec optimizer = new OptimizerSpec(0.5, 0.25, 2, 0.5);
    Map<String, float[]> w = Map.of("fc.weight", new float[] {4}, "fc.bias", new float[] {4});
    Map<String, float[]> v = Map.of("fc.weight", new float[] {2}, "fc.bias", new float[] {2});
    Map<String, double[]> g = Map.of("fc.weight", new double[] {8}, "fc.bias", new double[] {8});
    ReferenceNetwork.Update next = ReferenceNetwork.update(optimizer, 0.125, w, v, g);
    assertArrayEquals(new float[] {1 - 0.125f - 1}, next.momenta().get("fc.weight"));
    assertArrayEquals(new float[] {3.875f}, next.parameters().get("fc.weight"));
    assertArrayEquals(new float[] {1 - 0.125f - 2}, next.momenta().get("fc.bias"));
    assertArrayEquals(new float[] {2.875f}, next.parameters().get("fc.bias"));
  }

  @Test
  void dropoutPassesThroughWithoutMasksAndRefusesMissingOnes() {
    NetworkSpec spec =
        new NetworkSpec(
            new ImageShape(1, 1, 2), List.of(new LayerSpec.Dropout("drop", 0.5), fc("fc", 1)));
    ReferenceNetwork network =
        new ReferenceNetwork(
            spec, Map.of("fc.weight", new float[] {1, 10}, "fc.bias", new float[1]));
    float[][] input = {{1, 2}, {3, 4}};
    assertArrayEquals(new double[] {21, 43}, network.forward(input, null).get("fc"));
    assertArrayEquals(
        new double[] {2, 86},
        network.forward(input, Map.of("drop", new float[] {2, 0, 2, 2})).get("fc"));
    assertThrows(IllegalArgumentException.class, () -> network.forward(input, Map.of()));
  }

  private static LayerSpec.Conv conv(int filters, int kernel, int stride, int pad, int groups) {
    return new LayerSpec.Conv("conv1", filters, kernel, stride, pad, groups, InitSpec.PAPER);
  }

  private static LayerSpec.FullyConnected fc(String name, int units) {
    return new LayerSpec.FullyConnected(name, units, InitSpec.PAPER);
  }

  private static Map<String, float[]> parameters(NetworkSpec spec, Random random) {
    Map<String, float[]> parameters = new HashMap<>();
    ImageShape in = spec.input();
    for (LayerSpec layer : spec.layers()) {
      ImageShape out = layer.outputShape(in);
      int fanIn = 0;
      if (layer instanceof LayerSpec.Conv conv) {
        fanIn = in.channels() / conv.groups() * conv.kernel() * conv.kernel();
      } else if (layer instanceof LayerSpec.FullyConnected) {
        fanIn = in.size();
      }
      if (fanIn > 0) {
        parameters.put(
            layer.name() + ".weight", normal(out.channels() * fanIn, 1 / Math.sqrt(fanIn), random));
        parameters.put(layer.name() + ".bias", normal(out.channels(), 0.3, random));
      }
      in = out;
    }
    return parameters;
  }

  private static Map<String, float[]> masks(NetworkSpec spec, Random random) {
    Map<String, float[]> masks = new HashMap<>();
    ImageShape in = spec.input();
    for (LayerSpec layer : spec.layers()) {
      if (layer instanceof LayerSpec.Dropout drop) {
        float[] mask = new float[BATCH * in.size()];
        for (int i = 0; i < mask.length; i++) {
          mask[i] = random.nextDouble() < drop.rate() ? 0 : (float) (1 / (1 - drop.rate()));
        }
        masks.put(layer.name(), mask);
      }
      in = layer.outputShape(in);
    }
    return masks;
  }

  private static float[] normal(int count, double std, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return values;
  }
}
