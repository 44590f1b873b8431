package org.alexnetstudio.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.experiment.NetworkSpec;

/**
 * The names that torchvision's AlexNet gives its parameters: {@code features.0.weight} and so on,
 * by the places of its layers.
 */
public final class TorchvisionLayout {
  private static final List<String> LAYERS =
      List.of(
          "conv 11x11/4 p2",
          "relu",
          "maxpool 3x3/2",
          "conv 5x5/1 p2",
          "relu",
          "maxpool 3x3/2",
          "conv 3x3/1 p1",
          "relu",
          "conv 3x3/1 p1",
          "relu",
          "conv 3x3/1 p1",
          "relu",
          "maxpool 3x3/2",
          "adaptiveavgpool 6",
          "dropout",
          "fc",
          "relu",
          "dropout",
          "fc",
          "relu",
          "fc");

  /** Where the pool lies that is part of neither of the two halves. */
  private static final int BETWEEN = LAYERS.indexOf("adaptiveavgpool 6");

  private TorchvisionLayout() {}

  /**
   * Torchvision's name for each of our parameters, in the order of the layers, where the network is
   * torchvision's in all but the numbers of filters and units; else empty.
   */
  public static Optional<Map<String, String>> of(NetworkSpec network) {
    List<LayerSpec> layers = network.layers();
    if (!layers.stream().map(TorchvisionLayout::described).toList().equals(LAYERS)) {
      return Optional.empty();
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      if (layer instanceof LayerSpec.Conv || layer instanceof LayerSpec.FullyConnected) {
        String theirs = i < BETWEEN ? "features." + i : "classifier." + (i - BETWEEN - 1);
        names.put(layer.name() + ".weight", theirs + ".weight");
        names.put(layer.name() + ".bias", theirs + ".bias");
      }
    }
    return Optional.of(names);
  }

  /** What must be the same: the type, and the window where there is one. */
  private static String described(LayerSpec layer) {
    if (layer instanceof LayerSpec.AdaptiveAvgPool pool) {
      return pool.type() + " " + pool.size();
    }
    return (layer.type() + " " + LayerTable.window(layer)).strip();
  }
}
