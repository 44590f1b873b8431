package org.alexnetstudio.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.reference.ReferenceNetwork;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found inside a network, against the plain-Java reference and finite differences. */
class ExplorationTest {
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final int SIDE = 26;
  private static final int CLASSES = 5;

  /** Every type of layer, groups, padding, rounding up. */
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new ImageShape(3, 23, 23),
          List.of(
              new LayerSpec.Conv("conv1", 8, 5, 2, 1, 1, INIT),
              new LayerSpec.Relu("relu1"),
              new LayerSpec.Lrn("lrn1", 1.5, 3, 0.7, 0.6),
              new LayerSpec.MaxPool("pool1", 3, 2, 0, true),
              new LayerSpec.Conv("conv2", 6, 3, 1, 1, 2, INIT),
              new LayerSpec.Tanh("tanh2"),
              new LayerSpec.AvgPool("pool2", 3, 1, 1, false),
              new LayerSpec.Conv("conv3", 10, 3, 1, 1, 1, INIT),
              new LayerSpec.Relu("relu3"),
              new LayerSpec.AdaptiveAvgPool("pool3", 2),
              new LayerSpec.FullyConnected("fc1", 12, INIT),
              new LayerSpec.Relu("relu4"),
              new LayerSpec.Dropout("drop1", 0.3),
              new LayerSpec.FullyConnected("fc2", CLASSES, INIT)));

  private static final int LOGITS = SPEC.layers().size();
  private static final BinaryOperator<double[]> TRUE =
      (x, dy) -> combine(x, dy, (a, g) -> a > 0 ? g : 0);

  private static Network network;
  private static Classifier classifier;
  private static ReferenceNetwork reference;
  private static byte[] image;
  private static float[] input;

  private interface Rule {
    double of(double x, double gradient);
  }

  private static double[] combine(double[] x, double[] dy, Rule rule) {
    return IntStream.range(0, x.length).mapToDouble(i -> rule.of(x[i], dy[i])).toArray();
  }

  @BeforeAll
  static void build() throws Exception {
    network = new Network(SPEC, TestEngine.cpu(), 5);
    Normaliser normaliser =
        new Normaliser(
            3, SIDE, new float[] {110, 120, 130}, new float[] {1 / 60f, 1 / 50f, 1 / 40f});
    classifier =
        new Classifier(
            network, normaliser, new ResizeSpec(SIDE, SIDE), List.of("a", "b", "c", "d", "e"));
    image = new byte[3 * SIDE * SIDE];
    new Random(4).nextBytes(image);
    input = classifier.centre(image);
    reference = new ReferenceNetwork(SPEC, parameters());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  private static Map<String, float[]> parameters() {
    Map<String, float[]> parameters = new LinkedHashMap<>();
    for (String name : network.parameterNames()) {
      parameters.put(name, network.parameter(name).toFloatArray());
    }
    return parameters;
  }

  private static <T> T ask(Function<Exploration, T> question) throws Exception {
    return Exploration.ask(classifier, image, Surgery.NONE, question);
  }

  private static double[] output(float[] x, int layer) {
    return reference.forward(new float[][] {x}, null).get(SPEC.layers().get(layer - 1).name());
  }

  private static void assertClose(double[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance * Math.max(1e-6, largest), "number " + i);
    }
  }

  @Test
  void everyLayersActivationsAreTheReferences() throws Exception {
    for (int layer = 1; layer <= LOGITS; layer++) {
      int asked = layer;
      LayerActivations seen = ask(e -> e.layer(asked, new int[0], new boolean[0]));
      assertClose(output(input, layer), seen.values(), 1e-5);
      assertEquals(SPEC.layers().get(layer - 1).name(), seen.layer().name());
    }
  }

  @Test
  void theOverviewTellsShapesAndDistributions() throws Exception {
    Overview overview = ask(Exploration::overview);
    assertEquals(LOGITS + 1, overview.layers().size());
    LayerInfo data = overview.layers().get(0);
    assertEquals(List.of(3, 23, 23), List.of(data.units(), data.height(), data.width()));
    LayerInfo conv1 = overview.layers().get(1);
    float[] weights = network.parameter("conv1.weight").toFloatArray();
    double mean =
        IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).average().orElse(0);
    double variance =
        IntStream.range(0, weights.length)
            .mapToDouble(i -> Math.pow(weights[i] - mean, 2))
            .average()
            .orElse(0);
    assertEquals(mean, conv1.weights().mean(), 1e-6);
    assertEquals(Math.sqrt(variance), conv1.weights().sd(), 1e-6);
    assertEquals(weights.length, Arrays.stream(conv1.weights().counts()).sum());
    assertEquals(5, overview.top().size());
    Picture picture = overview.image();
    // The crop of 23 of 26 pixels begins at 1.
    int first = picture.argb()[0];
    assertEquals(image[SIDE + 1] & 0xff, first >> 16 & 0xff);
    assertEquals(image[2 * SIDE * SIDE + SIDE + 1] & 0xff, first & 0xff);
  }

  @ParameterizedTest
  @EnumSource(BackwardRule.class)
  void aUnitCarriedBackIsTheReferences(BackwardRule rule) throws Exception {
    BinaryOperator<double[]> rectifier =
        switch (rule) {
          case GRADIENT -> TRUE;
          case GUIDED -> (x, dy) -> combine(x, dy, (a, g) -> a > 0 && g > 0 ? g : 0);
          case DECONVOLUTION -> (x, dy) -> combine(x, dy, (a, g) -> Math.max(g, 0));
        };
    List<ImageShape> shapes = SPEC.shapes();
    for (int layer = 1; layer <= LOGITS; layer++) {
      int asked = layer;
      int unit = shapes.get(layer).channels() - 1;
      UnitView view = ask(e -> UnitViews.of(e, asked, unit, null, rule));
      int width = shapes.get(layer).width();
      int strongest = view.spot().row() * width + view.spot().column();
      for (float value : view.map()) {
        assertTrue(value <= view.map()[strongest]);
      }
      double[] whole = new double[shapes.get(layer).size()];
      double[] place = new double[shapes.get(layer).size()];
      int first = unit * view.map().length;
      double[] expected = output(input, layer);
      boolean single = view.map().length == 1 || view.map()[strongest] <= 0;
      for (int i = 0; i < view.map().length; i++) {
        whole[first + i] = single ? 0 : Math.max(0, expected[first + i]);
      }
      if (single) {
        whole[first + strongest] = 1;
      }
      place[first + strongest] = 1;
      assertClose(
          reference.backward(input, layer, whole, 0, rectifier), view.backward().values(), 1e-4);
      assertClose(
          reference.backward(input, layer, place, 0, rectifier),
          ask(e -> UnitViews.of(e, asked, unit, view.spot(), rule)).backward().values(),
          1e-4);
    }
  }

  @Test
  void theGradientIsTheSlope() throws Exception {
    int classIndex = 2;
    Attribution gradient = ask(e -> Explanations.of(e, new Explanation.Gradient(), classIndex));
    Random random = new Random(8);
    for (int trial = 0; trial < 40; trial++) {
      int pixel = random.nextInt(input.length);
      // Small, so that few rectifiers and maxima change sides in between.
      float step = 1e-3f;
      float[] more = input.clone();
      more[pixel] += step;
      float[] less = input.clone();
      less[pixel] -= step;
      double slope =
          (output(more, LOGITS)[classIndex] - output(less, LOGITS)[classIndex])
              / ((double) more[pixel] - less[pixel]);
      assertEquals(slope, gradient.values()[pixel], 1e-4 + 1e-3 * Math.abs(slope));
    }
    assertEquals(output(input, LOGITS)[classIndex], gradient.score(), 1e-5);
  }

  @Test
  void gradCamIsTheMeanGradientsSum() throws Exception {
    int conv3 = 8;
    int relu3 = 9;
    int classIndex = 1;
    double[] head = new double[CLASSES];
    head[classIndex] = 1;
    double[] gradient = reference.backward(input, LOGITS, head, relu3, TRUE);
    double[] maps = output(input, relu3);
    ImageShape shape = SPEC.shapes().get(relu3);
    int area = shape.height() * shape.width();
    double[] expected = new double[area];
    for (int unit = 0; unit < shape.channels(); unit++) {
      double mean = Arrays.stream(gradient, unit * area, (unit + 1) * area).average().orElseThrow();
      for (int i = 0; i < area; i++) {
        expected[i] += mean * maps[unit * area + i];
      }
    }
    Attribution cam = ask(e -> Explanations.of(e, new Explanation.GradCam(conv3), classIndex));
    assertClose(Arrays.stream(expected).map(v -> Math.max(0, v)).toArray(), cam.values(), 1e-4);
    assertTrue(Arrays.stream(expected).anyMatch(v -> v > 0), "the case says something");
  }

  @Test
  void integratedGradientsAddUpToTheLogitsDifference() throws Exception {
    for (int classIndex = 0; classIndex < CLASSES; classIndex++) {
      IntegratedGradients wanted = new IntegratedGradients(classIndex, IntegratedGradients.MANY);
      float[] mean = new float[input.length];
      IntegratedGradients.Piece last = null;
      for (int from = 0; from < wanted.points(); from += IntegratedGradients.TOGETHER) {
        int begin = from;
        last = ask(e -> wanted.piece(e, begin));
        for (int i = 0; i < mean.length; i++) {
          mean[i] += last.gradient()[i];
        }
      }
      Attribution found = IntegratedGradients.attribution(SPEC.input(), input, mean, last);
      double sum = 0;
      for (float value : found.values()) {
        sum += value;
      }
      double difference =
          output(input, LOGITS)[classIndex] - output(new float[input.length], LOGITS)[classIndex];
      assertEquals(difference, (double) found.score() - found.reference(), 1e-4);
      assertEquals(difference, sum, 0.02 * Math.abs(difference));
      assertEquals(
          Math.abs(sum - difference) <= 0.01 * Math.abs(difference),
          IntegratedGradients.addsUp(found));
    }
  }

  @Test
  void whatIsNotInTheNetworkIsTheUsersError() {
    Spot spot = new Spot(0, 0);
    List<Function<Exploration, Object>> questions =
        List.of(
            e -> e.layer(LOGITS + 1, new int[0], new boolean[0]),
            e -> UnitViews.of(e, 1, 8, null, BackwardRule.GUIDED),
            e -> UnitViews.of(e, 1, 0, new Spot(40, 0), BackwardRule.GUIDED),
            e -> Arithmetics.of(e, Surgery.NONE, 99, 0, spot),
            e -> Arithmetics.of(e, Surgery.NONE, 1, -1, spot),
            e -> Explanations.of(e, new Explanation.GradCam(77), 0),
            e -> Explanations.of(e, new Explanation.Gradient(), CLASSES),
            e -> new IntegratedGradients(CLASSES, IntegratedGradients.FEW).piece(e, 0));
    for (Function<Exploration, Object> question : questions) {
      StudioException problem = assertThrows(StudioException.class, () -> ask(question));
      assertEquals("The network has no such place", problem.what());
    }
  }

  @Test
  void occlusionHidesWhatItSays() throws Exception {
    Occlusion occlusion = new Occlusion(7, 4);
    List<Spot> places = occlusion.places(SPEC.input());
    assertEquals(36, places.size());
    List<Spot> some = List.of(places.get(0), places.get(15), places.get(35));
    float[] logits = occlusion.logits(classifier, image, Surgery.NONE, 3, some);
    assertEquals(output(input, LOGITS)[3], logits[0], 1e-4);
    // Cell (2, 3) is rows 8 to 11 and columns 12 to 15; the square begins 1 before it, rounded.
    int[][] hidden = {{-1, -1}, {7, 11}, {19, 19}};
    for (int i = 0; i < hidden.length; i++) {
      float[] x = input.clone();
      for (int c = 0; c < 3; c++) {
        for (int row = Math.max(0, hidden[i][0]); row < Math.min(23, hidden[i][0] + 7); row++) {
          for (int col = Math.max(0, hidden[i][1]); col < Math.min(23, hidden[i][1] + 7); col++) {
            x[(c * 23 + row) * 23 + col] = 0;
          }
        }
      }
      assertEquals(output(x, LOGITS)[3], logits[i + 1], 1e-4, "place " + i);
    }
  }

  @Test
  void theArithmeticIsTheEnginesActivation() throws Exception {
    assertArithmetic(classifier, image, 1);
  }

  @Test
  void theArithmeticIsTheEnginesActivationOfFullSize() throws Exception {
    NetworkSpec full = Presets.read("alexnet-2012", Map.of()).network();
    byte[] photo = new byte[3 * 256 * 256];
    new Random(5).nextBytes(photo);
    try (Classifier large =
        new Classifier(
            new Network(full, TestEngine.cpu(), 5),
            new Normaliser(3, 256, new float[] {120, 120, 120}, new float[] {1, 1, 1}),
            new ResizeSpec(256, 256),
            IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList())) {
      assertArithmetic(large, photo, 2);
    }
  }

  /** A hundred places in every layer. */
  private static void assertArithmetic(Classifier asked, byte[] photo, long seed) throws Exception {
    List<ImageShape> shapes = asked.network().spec().shapes();
    Random random = new Random(seed);
    Exploration.ask(
        asked,
        photo,
        Surgery.NONE,
        exploration -> {
          for (int layer = 1; layer < shapes.size(); layer++) {
            ImageShape shape = shapes.get(layer);
            for (int trial = 0; trial < 100; trial++) {
              Arithmetic found =
                  Arithmetics.of(
                      exploration,
                      Surgery.NONE,
                      layer,
                      random.nextInt(shape.channels()),
                      new Spot(random.nextInt(shape.height()), random.nextInt(shape.width())));
              float activation = found.at().activation();
              assertEquals(
                  activation,
                  found.computed(),
                  1e-5 * Math.abs(activation) + 1e-6 * terms(found),
                  found.at().toString());
            }
          }
          return true;
        });
  }

  /** What the float's own rounding is measured by where large terms cancel. */
  private static double terms(Arithmetic found) {
    double sum = 0;
    if (found instanceof Arithmetic.Convolution convolution) {
      for (float product : convolution.products()) {
        sum += Math.abs(product);
      }
    } else if (found instanceof Arithmetic.Connected connected) {
      sum =
          connected.largest().stream().mapToDouble(each -> Math.abs(each.product())).sum()
              + Math.abs(connected.rest());
    }
    return sum;
  }

  @Test
  void aConvolutionsNumbersAreTheInputsAndTheWeights() throws Exception {
    // conv2 has two groups: unit 4 sees the channels from 4 on.
    Arithmetic found = ask(e -> Arithmetics.of(e, Surgery.NONE, 5, 4, new Spot(0, 2)));
    Arithmetic.Convolution sum = (Arithmetic.Convolution) found;
    assertEquals(4, sum.kernel().firstChannel());
    assertEquals(4, sum.kernel().channels());
    assertEquals(-1, sum.top());
    assertEquals(1, sum.left());
    double[] below = output(input, 4);
    int side = SPEC.shapes().get(4).width();
    assertEquals(0, sum.patch()[0], "padding");
    assertEquals(below[(4 * side + 1) * side + 3], sum.patch()[8], 1e-5);
    float[] weights = parameters().get("conv2.weight");
    assertArrayEquals(Arrays.copyOfRange(weights, 4 * 36, 5 * 36), sum.kernel().weights());
    assertEquals(found.computed(), Arrays.stream(sum.sums()).sum() + sum.kernel().bias(), 1e-9);
  }

  @Test
  void aMutedUnitIsOneWithoutWeights() throws Exception {
    int conv2 = 5;
    Surgery surgery = Surgery.NONE.with(new Surgery.Unit(conv2, 3), 0);
    Map<String, float[]> without = parameters();
    Arrays.fill(without.get("conv2.weight"), 3 * 36, 4 * 36, 0);
    without.get("conv2.bias")[3] = 0;
    Map<String, double[]> expected =
        new ReferenceNetwork(SPEC, without).forward(new float[][] {input}, null);
    for (int layer = conv2; layer <= LOGITS; layer++) {
      int asked = layer;
      assertClose(
          expected.get(SPEC.layers().get(layer - 1).name()),
          Exploration.ask(classifier, image, surgery, e -> e.values(asked)),
          1e-5);
    }
    assertNotEquals(
        output(input, LOGITS)[0],
        Exploration.ask(classifier, image, surgery, e -> e.values(LOGITS))[0],
        1e-3);
    // Back through what is muted nothing comes.
    UnitView view =
        Exploration.ask(
            classifier,
            image,
            surgery,
            e -> UnitViews.of(e, conv2, 3, new Spot(1, 1), BackwardRule.GRADIENT));
    for (float value : view.backward().values()) {
      assertEquals(0, value);
    }
  }

  @Test
  void aScaledUnitsArithmeticHasTheScale() throws Exception {
    Surgery surgery = Surgery.NONE.with(new Surgery.Unit(1, 2), 0.5f);
    Spot spot = new Spot(3, 3);
    double whole = ask(e -> Arithmetics.of(e, Surgery.NONE, 1, 2, spot)).computed();
    Arithmetic half =
        Exploration.ask(classifier, image, surgery, e -> Arithmetics.of(e, surgery, 1, 2, spot));
    assertEquals(whole / 2, half.computed(), 1e-9);
    assertEquals(half.computed(), half.at().activation(), 1e-5);
  }

  @Test
  void theTrainingsGradientsStayAsTheyAre() throws Exception {
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray batch = network.batch(scope, FloatBuffer.wrap(input), 1);
      network.forwardBackward(batch, scope.create(new int[] {1}), DropoutMasks.random(1));
    }
    Map<String, float[]> before = gradients();
    ask(e -> UnitViews.of(e, LOGITS, 0, null, BackwardRule.GUIDED));
    ask(e -> new IntegratedGradients(0, IntegratedGradients.FEW).piece(e, 0));
    Map<String, float[]> after = gradients();
    before.forEach((name, gradient) -> assertArrayEquals(gradient, after.get(name), name));
  }

  private static Map<String, float[]> gradients() {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    for (String name : network.parameterNames()) {
      try (NDArray gradient = network.parameter(name).getGradient()) {
        gradients.put(name, gradient.toFloatArray());
      }
    }
    return gradients;
  }

  @Test
  void twinsAreFound() throws Exception {
    try (Network copy = new Network(SPEC, TestEngine.cpu(), 9)) {
      float[] weights = copy.parameter("conv2.weight").toFloatArray();
      Random random = new Random(2);
      for (int i = 0; i < 36; i++) {
        // Unit 2 is nearly unit 0 at another strength; unit 3 is unit 0 of the other group.
        weights[2 * 36 + i] = 1.5f * weights[i] * (1 + 0.05f * (random.nextFloat() - 0.5f));
        weights[3 * 36 + i] = weights[i];
      }
      copy.write("conv2.weight", FloatBuffer.wrap(weights));
      assertArrayEquals(new int[] {-1, -1, 0, -1, -1, -1}, Twins.of(copy, SPEC.layers().get(4)));
      assertEquals(0, Twins.of(copy, SPEC.layers().get(1)).length);
    }
  }
}
