package org.alexnetstudio.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.reference.ReferenceNetwork;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates of weights and velocities against the plain-Java reference. */
class MomentumSgdTest {
  @ParameterizedTest
  @CsvSource({"0.9, 5e-4, 1, 1", "0.9, 0.01, 2, 0", "0, 0.01, 1, 1"})
  void agreesWithTheReference(double momentum, double decay, double biasRate, double biasDecay)
      throws StudioException {
    OptimizerSpec spec = new OptimizerSpec(momentum, decay, biasRate, biasDecay);
    InitSpec init = new InitSpec(InitSpec.Type.HE, 0, 0.5);
    NetworkSpec network =
        new NetworkSpec(
            new ImageShape(1, 6, 6),
            List.of(
                new LayerSpec.Conv("conv1", 3, 3, 1, 0, 1, init),
                new LayerSpec.Relu("relu1"),
                new LayerSpec.FullyConnected("fc2", 4, init)));
    try (Network built = new Network(network, TestEngine.cpu(), 3)) {
      Map<String, float[]> weights = values(built);
      Map<String, float[]> momenta = new HashMap<>();
      weights.forEach((name, array) -> momenta.put(name, new float[array.length]));
      MomentumSgd optimizer = new MomentumSgd(built, spec, Map.of());
      for (double rate : new double[] {0.1, 0.1, 0.01}) {
        Map<String, double[]> gradients = pass(built);
        ReferenceNetwork.Update update =
            ReferenceNetwork.update(spec, rate, weights, momenta, gradients);
        if (rate == 0.1 && weights.get("conv1.bias")[0] == 0.5f) {
          assertTrue(optimizer.lastUpdate("conv1.weight", 0, 0).isEmpty(), "no step yet");
        }
        optimizer.step(rate);
        for (String name : weights.keySet()) {
          assertTold(optimizer, spec, name, rate, weights, momenta, gradients, update);
        }
        weights.putAll(update.parameters());
        momenta.putAll(update.momenta());
        Map<String, float[]> updated = values(built);
        weights.forEach((name, expected) -> assertClose(name, expected, updated.get(name)));
        if (momentum > 0) {
          momenta.forEach(
              (name, expected) -> {
                float[] velocity = new float[expected.length];
                optimizer.velocity(name).get(velocity);
                assertClose("velocity of " + name, expected, velocity);
              });
        }
      }
    }
  }

  /** A layer's factor is that of the rate; a frozen layer keeps each bit, and is told as it is. */
  @ParameterizedTest
  @CsvSource({"0.9, 5e-4", "0, 0.01"})
  void aLayersFactorIsOneOfTheRate(double momentum, double decay) throws StudioException {
    OptimizerSpec spec = new OptimizerSpec(momentum, decay, 2, 0);
    InitSpec init = new InitSpec(InitSpec.Type.HE, 0, 0.5);
    NetworkSpec network =
        new NetworkSpec(
            new ImageShape(1, 6, 6),
            List.of(
                new LayerSpec.FullyConnected("fc1", 5, init),
                new LayerSpec.FullyConnected("fc2", 4, init)));
    ComputeDevice device = TestEngine.cpu();
    try (Network scaled = new Network(network, device, 3);
        Network plain = new Network(network, device, 3)) {
      Map<String, float[]> before = values(scaled);
      MomentumSgd tenfold = new MomentumSgd(scaled, spec, Map.of("fc1", 0.0, "fc2", 10.0));
      MomentumSgd reference = new MomentumSgd(plain, spec, Map.of("fc1", 0.0));
      assertEquals(Set.of("fc1"), tenfold.frozen());
      for (int step = 0; step < 3; step++) {
        pass(scaled);
        tenfold.step(0.01);
        pass(plain);
        reference.step(0.1);
      }
      Map<String, float[]> after = values(scaled);
      Map<String, float[]> expected = values(plain);
      for (String name : List.of("fc1.weight", "fc1.bias")) {
        assertArrayEquals(before.get(name), after.get(name), name);
        MomentumSgd.Update told = tenfold.lastUpdate(name, 0, 0).orElseThrow();
        assertEquals(0, told.rate());
        assertEquals(told.after(), told.before(), "a step changes nothing");
      }
      for (String name : List.of("fc2.weight", "fc2.bias")) {
        assertArrayEquals(expected.get(name), after.get(name), name);
        assertFalse(Arrays.equals(before.get(name), after.get(name)), name);
      }
    }
  }

  /** Below the first layer that learns, no gradient is computed; above, it is the same. */
  @Test
  void frozenLayersChangeNoGradientAboveThem() throws StudioException {
    InitSpec init = new InitSpec(InitSpec.Type.HE, 0, 0.1);
    NetworkSpec network =
        new NetworkSpec(
            new ImageShape(1, 6, 6),
            List.of(
                new LayerSpec.Conv("conv1", 4, 3, 1, 0, 1, init),
                new LayerSpec.Relu("relu1"),
                new LayerSpec.Lrn("lrn1", 2, 5, 1e-4, 0.75),
                new LayerSpec.Dropout("drop1", 0.5),
                new LayerSpec.Conv("conv2", 4, 3, 1, 0, 2, init),
                new LayerSpec.Lrn("lrn2", 2, 5, 1e-4, 0.75),
                new LayerSpec.FullyConnected("fc3", 4, init)));
    try (Network built = new Network(network, TestEngine.cpu(), 3)) {
      Map<String, double[]> frozen = pass(built, Set.of("conv1"));
      Map<String, double[]> all = pass(built, Set.of());
      for (String name : all.keySet()) {
        boolean below = name.startsWith("conv1");
        double[] expected = below ? new double[all.get(name).length] : all.get(name);
        assertArrayEquals(expected, frozen.get(name), name);
        assertTrue(Arrays.stream(all.get(name)).anyMatch(g -> g != 0), name);
      }
    }
  }

  /** What is told of each weight afterwards is what was there before. */
  private static void assertTold(
      MomentumSgd optimizer,
      OptimizerSpec spec,
      String name,
      double rate,
      Map<String, float[]> before,
      Map<String, float[]> momenta,
      Map<String, double[]> gradients,
      ReferenceNetwork.Update update) {
    boolean bias = name.endsWith(".bias");
    int rows = name.startsWith("conv1") ? 3 : 4;
    int length = before.get(name).length / rows;
    for (int i = 0; i < before.get(name).length; i++) {
      MomentumSgd.Update told = optimizer.lastUpdate(name, i / length, i % length).orElseThrow();
      String what = name + i;
      assertEquals(before.get(name)[i], told.before(), 1e-6, what);
      assertEquals(gradients.get(name)[i], told.gradient(), 1e-7, what);
      assertEquals(rate * (bias ? spec.biasLearningRateScale() : 1), told.rate(), what);
      assertEquals(
          spec.weightDecay() * (bias ? spec.biasWeightDecayScale() : 1), told.decay(), what);
      assertEquals(spec.momentum(), told.momentum(), what);
      double velocityBefore = spec.momentum() == 0 ? 0 : momenta.get(name)[i];
      assertEquals(velocityBefore, told.velocityBefore(), 1e-6, what);
      assertEquals(update.parameters().get(name)[i], told.after(), 1e-6, what);
      assertEquals(
          told.momentum() * told.velocityBefore()
              - told.rate() * told.decay() * told.before()
              - told.rate() * told.gradient(),
          told.velocity(),
          1e-7,
          what);
      assertEquals(told.after(), told.before() + told.velocity(), 1e-6, what);
    }
  }

  /** One pass on a fixed batch; the gradients that it leaves. */
  private static Map<String, double[]> pass(Network network) {
    return pass(network, Set.of());
  }

  private static Map<String, double[]> pass(Network network, Set<String> frozen) {
    float[] images = new float[2 * 36];
    for (int i = 0; i < images.length; i++) {
      images[i] = (i * 7 % 11) / 5f - 1;
    }
    Map<String, double[]> gradients = new HashMap<>();
    try (NDManager scope = network.manager().newSubManager()) {
      network.forwardBackward(
          scope.create(images, new Shape(2, 1, 6, 6)),
          scope.create(new int[] {1, 3}),
          DropoutMasks.random(1),
          frozen);
      for (String name : network.parameterNames()) {
        try (NDArray gradient = network.parameter(name).getGradient()) {
          float[] floats = gradient.toFloatArray();
          double[] doubles = new double[floats.length];
          for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
          }
          gradients.put(name, doubles);
        }
      }
    }
    return gradients;
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (String name : network.parameterNames()) {
      values.put(name, network.parameter(name).toFloatArray());
    }
    return values;
  }

  private static void assertClose(String what, float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-6 * Math.max(1, Math.abs(expected[i])), what + i);
    }
  }
}
