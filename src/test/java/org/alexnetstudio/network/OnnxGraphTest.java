package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.support.LayerTypes;
import org.alexnetstudio.support.TestEngine;
import org.alexnetstudio.weights.OnnxFile;
import org.alexnetstudio.weights.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written of networks against ONNX Runtime, which knows nothing of this program. */
class OnnxGraphTest {
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"alexnet-2012", "alexnet-torchvision", "alexnet-cifar10"})
  void presetsGiveTheSameLogits(String preset) throws Exception {
    NetworkSpec spec = Presets.read(preset, Map.of()).network();
    compare(spec.unresolved() ? spec.withClasses(10) : spec);
  }

  @Test
  void everyLayerTypeGivesTheSameLogits() throws Exception {
    compare(
        LayerTypes.all(
            network(
                new ImageShape(4, 23, 23),
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
                new LayerSpec.Relu("relu1"))));
  }

  @ParameterizedTest
  @CsvSource({
    "13, 3, 2, 0",
    "12, 3, 2, 0",
    "11, 2, 2, 1",
    "12, 2, 3, 1",
    "13, 3, 3, 1",
    "14, 4, 5, 2",
    "10, 1, 3, 0",
    "12, 1, 2, 0",
    "11, 5, 4, 1",
    "13, 2, 5, 0"
  })
  void poolsAreRoundedAsOurs(int size, int kernel, int stride, int pad) throws Exception {
    for (boolean ceil : new boolean[] {true, false}) {
      compare(
          network(
              new ImageShape(2, size, size),
              new LayerSpec.MaxPool("p", kernel, stride, pad, ceil)));
      compare(
          network(
              new ImageShape(2, size, size),
              new LayerSpec.AvgPool("p", kernel, stride, pad, ceil)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 12, 17})
  void adaptivePoolsHaveTheSameCells(int size) throws Exception {
    compare(network(new ImageShape(2, 12, 12), new LayerSpec.AdaptiveAvgPool("p", size)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.75", "0.1, 0", "0.1, 0.5"})
  void normalisationsThatDivideAlikeAreTakenToo(double alpha, double beta) throws Exception {
    compare(network(new ImageShape(3, 8, 8), new LayerSpec.Lrn("lrn", 2, 5, alpha, beta)));
  }

  /** With a last layer of three classes. */
  private static NetworkSpec network(ImageShape input, LayerSpec... layers) {
    List<LayerSpec> all = new ArrayList<>(Arrays.asList(layers));
    all.add(new LayerSpec.FullyConnected("last", 3, INIT));
    return new NetworkSpec(input, all);
  }

  private void compare(NetworkSpec spec) throws StudioException, IOException, OrtException {
    Path file = folder.resolve("net.onnx");
    try (Network network = new Network(spec, TestEngine.cpu(), 5)) {
      assertEquals(
          List.of(),
          network.parameterNames().stream()
              .filter(
                  name ->
                      !Arrays.equals(
                          network.parameterShape(name), ParameterShapes.of(spec).get(name)))
              .toList());
      OnnxFile.write(
          file,
          OnnxGraph.of(
              "net",
              spec,
              name ->
                  new TensorSource(name, network.parameterShape(name), () -> network.read(name))),
          Map.of("colour_order", "RGB"));
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(2);
        try (OrtSession session = environment.createSession(file.toString(), options)) {
          assertEquals(Map.of("colour_order", "RGB"), session.getMetadata().getCustomMetadata());
          TensorInfo input = (TensorInfo) session.getInputInfo().get(OnnxGraph.INPUT).getInfo();
          ImageShape in = spec.input();
          assertArrayEquals(
              new long[] {-1, in.channels(), in.height(), in.width()}, input.getShape());
          for (int images : new int[] {1, 3}) {
            compare(network, session, images);
          }
        }
      }
    }
  }

  private static void compare(Network network, OrtSession session, int images) throws OrtException {
    ImageShape in = network.spec().input();
    SplittableRandom random = new SplittableRandom(images);
    float[] numbers = new float[images * in.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble(-2, 2);
    }
    float[] ours;
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray logits = network.forward(network.batch(scope, FloatBuffer.wrap(numbers), images));
      ours = logits.toFloatArray();
    }
    long[] shape = {images, in.channels(), in.height(), in.width()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(numbers), shape);
        OrtSession.Result result = session.run(Map.of(OnnxGraph.INPUT, input))) {
      float[][] theirs = (float[][]) result.get(OnnxGraph.OUTPUT).orElseThrow().getValue();
      assertEquals(images, theirs.length);
      float largest = 1;
      for (float logit : ours) {
        largest = Math.max(largest, Math.abs(logit));
      }
      for (int image = 0; image < images; image++) {
        float[] expected =
            Arrays.copyOfRange(
                ours, image * theirs[image].length, (image + 1) * theirs[image].length);
        assertArrayEquals(expected, theirs[image], (float) TOLERANCE);
      }
    }
  }
}
