package org.alexnetstudio.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;

/** The parameters of a network, from its layer list alone. */
final class ParameterShapes {
  private ParameterShapes() {}

  /**
   * Names and shapes as a built {@link Network} has them, in the order of the layers.
   *
   * @param network with a known number of classes
   */
  static Map<String, long[]> of(NetworkSpec network) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    List<ImageShape> inputs = network.shapes();
    for (int i = 0; i < network.layers().size(); i++) {
      LayerSpec layer = network.layers().get(i);
      if (layer instanceof LayerSpec.Conv conv) {
        long channels = inputs.get(i).channels() / conv.groups();
        long[] weight = {conv.filters(), channels, conv.kernel(), conv.kernel()};
        shapes.put(conv.name() + ".weight", weight);
        shapes.put(conv.name() + ".bias", new long[] {conv.filters()});
      } else if (layer instanceof LayerSpec.FullyConnected fc) {
        shapes.put(fc.name() + ".weight", new long[] {fc.units(), inputs.get(i).size()});
        shapes.put(fc.name() + ".bias", new long[] {fc.units()});
      }
    }
    return shapes;
  }
}
