package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each map has its largest number, against the maps themselves. */
class MapPlacesTest {
  private static final InitSpec INIT = new InitSpec(InitSpec.Type.HE, 0, 0.1);
  private static final int IMAGES = 5;

  private static NetworkSpec spec(int kernel, int stride, int pad, int groups) {
    return new NetworkSpec(
        new ImageShape(4, 13, 17),
        List.of(
            new LayerSpec.Conv("conv1", 8, kernel, stride, pad, groups, INIT),
            new LayerSpec.Relu("relu1"),
            new LayerSpec.Conv("conv2", 12, 3, 1, 1, 2, INIT),
            new LayerSpec.FullyConnected("fc3", 3, INIT)));
  }

  /** Some first layers are computed anew, others are copied. */
  @ParameterizedTest
  @CsvSource({
    "1,1,0,1", "3,1,1,1", "5,1,2,1", "5,1,2,4", "3,2,0,2", "2,2,1,1", "7,1,6,2", "7,3,1,1"
  })
  void aMapHasItsLargestNumberAtThePlace(int kernel, int stride, int pad, int groups)
      throws Exception {
    NetworkSpec spec = spec(kernel, stride, pad, groups);
    Random random = new Random(kernel * 31 + stride);
    try (Network network = new Network(spec, TestEngine.cpu(), 7)) {
      for (int round = 0; round < 2; round++) {
        float[] pixels = new float[IMAGES * spec.input().size()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (float) random.nextGaussian();
        }
        assertPlaces(network, pixels);
        // As a training changes them between two validations.
        network.parameter("conv1.weight").muli(-1);
      }
    }
  }

  private static void assertPlaces(Network network, float[] pixels) {
    Map<String, float[]> outputs = new HashMap<>();
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray images = network.batch(scope, FloatBuffer.wrap(pixels), IMAGES);
      network.forward(images, (layer, y) -> outputs.put(layer.name(), y.toFloatArray()));
      PassMaxima pass = network.search(images);
      assertEquals(
          List.of("conv1", "conv2", "fc3"), pass.layers().stream().map(MapMaxima::layer).toList());
      boolean copies = !network.device().engine().getEngineName().equals("MXNet");
      assertEquals(
          MapsAnew.quicker(network.spec()) && !copies,
          pass.layers().get(0).places() instanceof MapsAnew);
      for (MapMaxima layer : pass.layers()) {
        float[] maxima = layer.maxima().toFloatArray();
        float[] all = outputs.get(layer.layer());
        int units = maxima.length / IMAGES;
        int area = all.length / maxima.length;
        assertEquals(0, area % layer.width(), layer.layer());
        for (int map = 0; map < maxima.length; map++) {
          int place = layer.places().find(map / units, map % units);
          assertTrue(place >= 0 && place < area, layer.layer() + " " + place);
          assertEquals(maxima[map], all[map * area + place], 1e-4f, layer.layer() + " map " + map);
        }
      }
    }
  }

  @Test
  void onlyFirstLayersOfFewProductsAreComputedAnew() {
    assertTrue(MapsAnew.quicker(spec(5, 1, 2, 1)));
    assertFalse(MapsAnew.quicker(spec(7, 1, 2, 1)), "196 products for each number");
    assertTrue(MapsAnew.quicker(spec(7, 1, 6, 2)));
    assertFalse(MapsAnew.quicker(spec(7, 3, 1, 1)));
    assertFalse(MapsAnew.quicker(spec(5, 2, 2, 1)), "all places of stride 1 are computed");
  }

  @Test
  void ofEqualNumbersTheFirstIsMeant() {
    assertEquals(1, MapPlaces.largest(new float[] {-3, 2, 2, 1}));
    assertEquals(0, MapPlaces.largest(new float[] {-1, -1}));
    assertEquals(1, MapPlaces.largest(new float[] {Float.NaN, -1}));
  }
}
