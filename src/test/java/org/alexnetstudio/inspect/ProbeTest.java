package org.alexnetstudio.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.reference.ReferenceNetwork;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;

/** What is seen of a network, against the plain-Java reference. */
class ProbeTest {
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e", "f", "g");

  /** Each kind of successor: tanh, nothing (LRN, pool), relu, relu before dropout, the end. */
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new ImageShape(3, 20, 20),
          List.of(
              new LayerSpec.Relu("relu0"),
              new LayerSpec.Conv("conv1", 8, 5, 1, 2, 1, INIT),
              new LayerSpec.Tanh("tanh1"),
              new LayerSpec.Relu("relu1"),
              new LayerSpec.Lrn("lrn1", 2, 5, 1e-4, 0.75),
              new LayerSpec.Conv("conv2", 6, 3, 1, 1, 2, INIT),
              new LayerSpec.MaxPool("pool2", 3, 2, 0, true),
              new LayerSpec.Conv("conv3", 10, 3, 1, 1, 1, INIT),
              new LayerSpec.Conv("conv4", 4, 3, 1, 1, 1, INIT),
              new LayerSpec.Relu("relu4"),
              new LayerSpec.FullyConnected("fc5", 30, INIT),
              new LayerSpec.Relu("relu5"),
              new LayerSpec.Dropout("drop5", 0.5),
              new LayerSpec.FullyConnected("fc6", 7, INIT)));

  /** Layer with weights, and the one whose output stands for it. */
  private static final Map<String, String> SEEN_AS =
      new LinkedHashMap<>(
          Map.of(
              "conv1", "tanh1", "conv2", "conv2", "conv3", "conv3", "conv4", "relu4", "fc5",
              "relu5", "fc6", "fc6"));

  @Test
  void mapsAndTopFiveAgreeWithTheReference() throws Exception {
    Random random = new Random(3);
    Normaliser normaliser =
        new Normaliser(3, 24, new float[] {110, 120, 130}, new float[] {1 / 60f, 1 / 50f, 1 / 40f});
    List<ProbeImage> images =
        Stream.of("one", "two", "three").map(name -> image(name, random)).toList();
    try (Network network = new Network(SPEC, TestEngine.cpu(), 5)) {
      Map<String, float[]> parameters = new LinkedHashMap<>();
      for (String name : network.parameterNames()) {
        parameters.put(name, network.parameter(name).toFloatArray());
      }
      float[][] input =
          images.stream()
              .map(image -> Crops.centre(normaliser, image.pixels(), 20))
              .toArray(float[][]::new);
      Map<String, double[]> expected = new ReferenceNetwork(SPEC, parameters).forward(input, null);

      Classifier classifier = new Classifier(network, normaliser, new ResizeSpec(24, 24), CLASSES);
      List<ProbeSnapshot> probes = classifier.probe(images);
      assertEquals(
          List.of("one", "two", "three"), probes.stream().map(ProbeSnapshot::image).toList());
      for (int i = 0; i < images.size(); i++) {
        assertEquals(
            List.of("conv1", "conv2", "conv3", "conv4", "fc5", "fc6"),
            probes.get(i).maps().stream().map(FeatureMaps::layer).toList());
        for (FeatureMaps maps : probes.get(i).maps()) {
          double[] batch = Objects.requireNonNull(expected.get(SEEN_AS.get(maps.layer())));
          int size = batch.length / images.size();
          compare(maps, Arrays.copyOfRange(batch, i * size, (i + 1) * size));
        }
        compareTop(probes.get(i), Arrays.copyOfRange(expected.get("fc6"), 7 * i, 7 * i + 7));
      }

      ProbeSnapshot alone = classifier.probe("two", images.get(1).pixels());
      assertEquals(probes.get(1).top().get(0).className(), alone.top().get(0).className());
      for (int layer = 0; layer < alone.maps().size(); layer++) {
        assertClose(probes.get(1).maps().get(layer).mean(), alone.maps().get(layer).mean(), 1e-5);
      }

      FilterBank filters = Objects.requireNonNull(classifier.filters());
      assertEquals("conv1", filters.layer());
      assertEquals(2, filters.groups(), "the towers that conv2 keeps apart");
      assertArrayEquals(parameters.get("conv1.weight"), filters.weights());
      network.parameter("conv1.weight").muli(2);
      assertArrayEquals(parameters.get("conv1.weight"), filters.weights(), "it is a copy");
      assertEquals(List.of(), classifier.probe(List.of()));
    }
  }

  @Test
  void aNetworkWithoutConvolutionHasNoFilters() throws Exception {
    NetworkSpec spec =
        new NetworkSpec(
            new ImageShape(1, 4, 4), List.of(new LayerSpec.FullyConnected("fc1", 7, INIT)));
    Normaliser normaliser = new Normaliser(1, 4, new float[] {0}, new float[] {1});
    try (Classifier classifier =
        new Classifier(
            new Network(spec, TestEngine.cpu(), 5), normaliser, new ResizeSpec(8, 8), CLASSES)) {
      assertNull(classifier.filters());
      assertEquals(1, classifier.probe("x", new byte[16]).maps().size());
    }
  }

  /** More than pass through the network together. */
  @Test
  void manyImagesKeepTheirOrder() throws Exception {
    NetworkSpec spec =
        new NetworkSpec(
            new ImageShape(1, 2, 2), List.of(new LayerSpec.FullyConnected("fc1", 7, INIT)));
    Normaliser normaliser = new Normaliser(1, 2, new float[] {0}, new float[] {1});
    Random random = new Random(1);
    List<ProbeImage> images =
        Stream.generate(
                () -> {
                  byte[] pixels = new byte[4];
                  random.nextBytes(pixels);
                  return new ProbeImage("" + pixels[0], pixels);
                })
            .limit(37)
            .toList();
    try (Classifier classifier =
        new Classifier(
            new Network(spec, TestEngine.cpu(), 5), normaliser, new ResizeSpec(8, 8), CLASSES)) {
      List<ProbeSnapshot> probes = classifier.probe(images);
      for (int i = 0; i < images.size(); i++) {
        assertEquals(images.get(i).name(), probes.get(i).image());
        assertClose(
            classifier.probe("x", images.get(i).pixels()).maps().get(0).mean(),
            probes.get(i).maps().get(0).mean(),
            1e-3);
      }
    }
  }

  private static ProbeImage image(String name, Random random) {
    byte[] pixels = new byte[3 * 24 * 24];
    random.nextBytes(pixels);
    return new ProbeImage(name, pixels);
  }

  /** Computed here by sorting, in double precision. */
  private static void compare(FeatureMaps maps, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = Math.min(0, sorted[Math.max(1, (int) Math.ceil(0.005 * values.length)) - 1]);
    double high = sorted[(int) Math.ceil(0.995 * values.length) - 1];
    assertEquals(low, maps.low(), 1e-4, maps.layer());
    assertEquals(high, maps.high(), 1e-4, maps.layer());
    int area = maps.height() * maps.width();
    assertEquals(values.length, maps.units() * area);
    for (int unit = 0; unit < maps.units(); unit++) {
      double[] own = Arrays.copyOfRange(values, unit * area, (unit + 1) * area);
      assertEquals(Arrays.stream(own).average().orElseThrow(), maps.mean()[unit], 1e-4);
      assertEquals(Arrays.stream(own).max().orElseThrow(), maps.max()[unit], 1e-4);
      double active = (double) Arrays.stream(own).filter(v -> v > 0).count() / area;
      assertEquals(active, maps.active()[unit], 1e-6);
    }
    for (int i = 0; i < values.length; i++) {
      double grade = Math.max(0, Math.min(255, 255 * (values[i] - low) / (high - low)));
      assertEquals(grade, maps.values()[i] & 0xff, 0.6, maps.layer() + " at " + i);
    }
  }

  private static void compareTop(ProbeSnapshot probe, double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    Integer[] order = {0, 1, 2, 3, 4, 5, 6};
    Arrays.sort(order, (a, b) -> Double.compare(logits[b], logits[a]));
    assertEquals(5, probe.top().size());
    for (int rank = 0; rank < 5; rank++) {
      assertEquals(CLASSES.get(order[rank]), probe.top().get(rank).className());
      assertEquals(Math.exp(logits[order[rank]]) / sum, probe.top().get(rank).probability(), 1e-4);
    }
  }

  private static void assertClose(float[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      float off = Math.abs(expected[i] - actual[i]);
      assertTrue(off <= tolerance, expected[i] + " and " + actual[i]);
    }
  }
}
