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
import java.util.stream.IntStream;
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

/** The witness itself: against finite differences, and against numbers worked out by hand. */
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
  void poolingRoundsDownOrUpAsAsked() {
    double[] x = range(16);
    assertArrayEquals(new double[] {10}, pool(x, 4, new LayerSpec.MaxPool("p", 3, 2, 0, false)));
    assertArrayEquals(
        new double[] {10, 11, 14, 15}, pool(x, 4, new LayerSpec.MaxPool("p", 3, 2, 0, true)));
    // The windows that hang over the edge hold 6, 6 and 4 pixels.
    assertArrayEquals(
        new double[] {5, 6.5, 11, 12.5}, pool(x, 4, new LayerSpec.AvgPool("p", 3, 2, 0, true)));
  }

  @Test
  void paddingNeitherWinsNorCounts() {
    double[] negative = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
    assertArrayEquals(
        new double[] {-1, -2, -4, -5},
        pool(negative, 3, new LayerSpec.MaxPool("p", 3, 2, 1, false)));
    assertArrayEquals(
        new double[] {-3, -4, -6, -7},
        pool(negative, 3, new LayerSpec.AvgPool("p", 3, 2, 1, false)));
  }

  @Test
  void lastWindowStartsInsideTheImageAsInCaffe() {
    // Rounded up there would be a fourth window at pixel 5, of padding only.
    assertArrayEquals(
        new double[] {0, 2, 4, 10, 12, 14, 20, 22, 24},
        pool(range(25), 5, new LayerSpec.MaxPool("p", 2, 2, 1, true)));
  }

  @Test
  void firstOfEqualMaximaTakesTheGradient() {
    LayerSpec.MaxPool spec = new LayerSpec.MaxPool("p", 3, 2, 0, false);
    ImageShape in = new ImageShape(1, 3, 5);
    ReferencePool pool =
        ReferencePool.sliding(ReferencePool.Kind.MAX, 3, 2, 0, in, spec.outputShape(in));
    double[] x = {0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    double[] dx = pool.backward(x, pool.forward(x), new double[] {10, 7}, new HashMap<>());
    double[] expected = new double[15];
    expected[1] = 10;
    expected[2] = 7;
    assertArrayEquals(expected, dx);
  }

  @Test
  void adaptiveCellsOverlapWhereSizesDoNotDivide() {
    ImageShape in = new ImageShape(1, 1, 5);
    ReferencePool pool = ReferencePool.adaptive(in, new ImageShape(1, 1, 3));
    // Cells of columns 0-1, 1-3 and 3-4.
    assertArrayEquals(new double[] {1.5, 5, 12}, pool.forward(new double[] {1, 2, 5, 8, 16}));
  }

  @Test
  void groupsOfAConvolutionSeeTheirOwnChannels() {
    double[] x = {1, 2, 3, 4, 10, 20, 30, 40};
    float[] weight = {1, 0, 0, 1, 0, 1, 2, 0};
    ReferenceConv conv =
        new ReferenceConv(
            conv(2, 2, 1, 0, 2), new ImageShape(2, 2, 2), weight, new float[] {0.5f, -1});
    assertArrayEquals(new double[] {1 + 4 + 0.5, 20 + 60 - 1}, conv.forward(x));
  }

  @Test
  void kernelIsNotMirroredAndStepsFromThePadding() {
    float[] weight = {1, 2, 3, 4};
    ReferenceConv conv =
        new ReferenceConv(conv(1, 2, 2, 1, 1), new ImageShape(1, 3, 3), weight, new float[1]);
    assertArrayEquals(
        new double[] {4 * 1, 3 * 2 + 4 * 3, 2 * 4 + 4 * 7, 5 + 2 * 6 + 3 * 8 + 4 * 9},
        conv.forward(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
  }

  @Test
  void normalisationSumsNeighbouringChannelsAndDividesAlphaByN() {
    ReferenceLrn lrn =
        new ReferenceLrn(new LayerSpec.Lrn("lrn", 2, 3, 3, 1), new ImageShape(4, 1, 2));
    assertArrayEquals(
        new double[] {1. / 7, 0, 2. / 16, 0, 3. / 31, 0, 4. / 27, 5. / 27},
        lrn.forward(new double[] {1, 0, 2, 0, 3, 0, 4, 5}),
        1e-15);
  }

  @Test
  void fullyConnectedFlattensChannelRowColumn() {
    ReferenceFullyConnected fc =
        new ReferenceFullyConnected(
            fc("fc", 2), 3, new float[] {1, 2, 3, 10, 20, 30}, new float[] {0.5f, 0});
    assertArrayEquals(
        new double[] {14.5, 140, 1.5, 10}, fc.forward(new double[] {1, 2, 3, 1, 0, 0}));
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
    OptimizerSpec optimizer = new OptimizerSpec(0.5, 0.25, 2, 0);
    Map<String, float[]> w = Map.of("fc.weight", new float[] {4}, "fc.bias", new float[] {4});
    Map<String, float[]> v = Map.of("fc.weight", new float[] {2}, "fc.bias", new float[] {2});
    Map<String, double[]> g = Map.of("fc.weight", new double[] {8}, "fc.bias", new double[] {8});
    ReferenceNetwork.Update next = ReferenceNetwork.update(optimizer, 0.125, w, v, g);
    assertArrayEquals(new float[] {1 - 0.125f - 1}, next.momenta().get("fc.weight"));
    assertArrayEquals(new float[] {3.875f}, next.parameters().get("fc.weight"));
    assertArrayEquals(new float[] {1 - 2}, next.momenta().get("fc.bias"));
    assertArrayEquals(new float[] {3}, next.parameters().get("fc.bias"));
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

  private static double[] pool(double[] x, int side, LayerSpec spec) {
    ImageShape in = new ImageShape(1, side, side);
    List<LayerSpec> layers = List.of(spec, fc("fc", 1));
    int units = spec.outputShape(in).size();
    float[] image = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      image[i] = (float) x[i];
    }
    ReferenceNetwork network =
        new ReferenceNetwork(
            new NetworkSpec(in, layers),
            Map.of("fc.weight", new float[units], "fc.bias", new float[1]));
    return output(network.forward(new float[][] {image}, null), spec.name());
  }

  private static double[] range(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
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
