package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognisedNetworkTest {
  private static Map<String, long[]> shapes(String preset, int classes) throws StudioException {
    NetworkSpec network = Presets.read(preset, Map.of()).network();
    return ParameterShapes.of(classes > 0 ? network.withClasses(classes) : network);
  }

  private static RecognisedNetwork recognise(Map<String, long[]> shapes) throws StudioException {
    return RecognisedNetwork.of("f", shapes, List.of(), null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alexnet-photos", "alexnet-cifar10", "alexnet-fashion-mnist"})
  void shapesAreThoseOfTheBuiltNetwork(String preset) throws StudioException {
    NetworkSpec network = Presets.read(preset, Map.of()).network().withClasses(7);
    Map<String, long[]> shapes = ParameterShapes.of(network);
    try (Network built = Network.build(network, TestEngine.cpu(), 0)) {
      assertEquals(List.copyOf(built.parameterNames()), List.copyOf(shapes.keySet()));
      shapes.forEach((name, shape) -> assertArrayEquals(built.parameterShape(name), shape, name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet-fashion-mnist,      10, ''",
    "alexnet-photos,            101, ''",
    "alexnet-cifar10,            10, ''",
    "alexnet-2012,                0, alexnet-caffe alexnet-caffenet",
    "alexnet-2012-one-tower,      0, ''",
    "alexnet-torchvision,         0, ''",
    "alexnet-djl,                10, ''",
    // Fine-tuned to other classes.
    "alexnet-2012,                5, alexnet-caffe alexnet-caffenet",
    "alexnet-torchvision,         5, ''"
  })
  void presetsAreRecognisedByTheirOwnTensors(String preset, int classes, String alike)
      throws StudioException {
    Map<String, long[]> shapes = shapes(preset, classes);
    RecognisedNetwork recognised = recognise(shapes);
    assertEquals(preset, recognised.experiment().name());
    assertEquals(alike.isEmpty() ? List.of() : List.of(alike.split(" ")), recognised.alike());
    assertEquals(List.copyOf(shapes.keySet()), List.copyOf(recognised.tensors().keySet()));
    assertEquals(List.copyOf(shapes.keySet()), List.copyOf(recognised.tensors().values()));
    Map<String, long[]> again = ParameterShapes.of(recognised.experiment().network());
    again.forEach((name, shape) -> assertArrayEquals(shapes.get(name), shape, name));
    assertEquals(
        preset.equals("alexnet-2012") || preset.equals("alexnet-torchvision") ? classes == 0 : true,
        recognised.usualWidths());
  }

  @Test
  void anyPrefixIsSeen() throws StudioException {
    for (String prefix : List.of("module.", "model.net.", "модель.")) {
      Map<String, long[]> prefixed = new LinkedHashMap<>();
      shapes("alexnet-2012", 0).forEach((name, shape) -> prefixed.put(prefix + name, shape));
      RecognisedNetwork recognised = recognise(prefixed);
      assertEquals("alexnet-2012", recognised.experiment().name());
      assertEquals(prefix + "conv1.weight", recognised.tensors().get("conv1.weight"));
    }
  }

  /** With one tensor left out, or one of another shape, that one is named and no other. */
  @Test
  void theOneFaultIsNamed() throws StudioException {
    Map<String, long[]> whole = shapes("alexnet-torchvision", 0);
    for (String name : whole.keySet()) {
      Map<String, long[]> less = new LinkedHashMap<>(whole);
      less.remove(name);
      assertEquals("nearest is alexnet-torchvision; missing: " + name, refusal(less));
      Map<String, long[]> other = new LinkedHashMap<>(whole);
      other.put(name, new long[] {3, 2, 1});
      assertTrue(
          refusal(other)
              .startsWith(
                  "nearest is alexnet-torchvision; of another shape: "
                      + name
                      + " is [3, 2, 1] for ["),
          refusal(other));
    }
  }

  private static Map<String, long[]> caffe(String last, long... shape) throws StudioException {
    Map<String, long[]> named = new LinkedHashMap<>();
    shapes("alexnet-caffenet", 0)
        .forEach(
            (name, usual) ->
                named.put(name.replace(".weight", "[0]").replace(".bias", "[1]"), usual));
    named.remove("fc8[0]");
    named.remove("fc8[1]");
    named.put(last + "[0]", shape);
    named.put(last + "[1]", new long[] {shape[0]});
    return named;
  }

  @Test
  void aFileOfCaffesMayNameItsLastLayerAsItLikes() throws StudioException {
    RecognisedNetwork usual = recognise(caffe("fc8", 1000, 4096));
    assertFalse(usual.ownLast());
    RecognisedNetwork own = recognise(caffe("fc8_flickr", 20, 4096));
    assertTrue(own.ownLast());
    assertEquals("fc8_flickr[0]", own.tensors().get("fc8.weight"));
    assertEquals("fc8_flickr[1]", own.tensors().get("fc8.bias"));
    assertEquals(20, own.experiment().network().output().units());
    // Which of two it is can't be known.
    Map<String, long[]> two = caffe("fc8_flickr", 20, 4096);
    two.put("fc8_other[0]", new long[] {20, 4096});
    assertTrue(refusal(two).contains("missing: fc8[0]"), refusal(two));
    // A layer that does not follow on fc7 is none.
    assertTrue(refusal(caffe("fc8_flickr", 20, 512)).contains("missing: fc8[0]"));
    Map<String, long[]> without = caffe("fc8_flickr", 20, 4096);
    without.remove("fc8_flickr[1]");
    assertTrue(refusal(without).endsWith("missing: fc8_flickr[1]"), refusal(without));
  }

  @Test
  void absurdShapesAreRefused() throws StudioException {
    List<long[]> absurd = new ArrayList<>();
    absurd.add(new long[0]);
    absurd.add(new long[] {Long.MAX_VALUE, Long.MAX_VALUE, 11, 11});
    absurd.add(new long[] {1 << 20, 3, 11, 11});
    absurd.add(new long[] {0, 3, 11, 11});
    absurd.add(new long[] {63, 3, 11, 11});
    for (long[] shape : absurd) {
      Map<String, long[]> shapes = shapes("alexnet-2012", 0);
      shapes.put("conv1.weight", shape);
      assertTrue(refusal(shapes).contains("of another shape: conv1.weight"), refusal(shapes));
    }
  }

  private static String refusal(Map<String, long[]> shapes) {
    return assertThrows(StudioException.class, () -> recognise(shapes)).why();
  }
}
