package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;

/** The names and shapes of a network's parameters, from its layer list alone. */
public final class ParameterShapes {
  private ParameterShapes() {}

  /** In the order of the layers; those of a built {@link Network} are the same. */
  public static Map<String, long[]> of(NetworkSpec network) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    ImageShape input = network.input();
    for (LayerSpec layer : network.layers()) {
      if (layer instanceof LayerSpec.Conv conv) {
        int side = conv.kernel();
        int channels = input.channels() / conv.groups();
        shapes.put(conv.name() + ".weight", new long[] {conv.filters(), channels, side, side});
        shapes.put(conv.name() + ".bias", new long[] {conv.filters()});
      } else if (layer instanceof LayerSpec.FullyConnected fc) {
        shapes.put(fc.name() + ".weight", new long[] {fc.units(), input.size()});
        shapes.put(fc.name() + ".bias", new long[] {fc.units()});
      }
      input = layer.outputShape(input);
    }
    return shapes;
  }

  /** The name of the layer that a parameter belongs to. */
  public static String layerOf(String parameter) {
    return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
  }

  /**
   * What speaks against taking tensors of the shapes {@code found} for parameters of the shapes
   * {@code wanted}: each missing, differently shaped or surplus one; empty where they fit.
   */
  public static List<String> mismatches(Map<String, long[]> wanted, Map<String, long[]> found) {
    List<String> mismatches = new ArrayList<>();
    wanted.forEach(
        (name, shape) -> {
          long[] other = found.get(name);
          if (other == null) {
            mismatches.add(name + " is missing");
          } else if (!Arrays.equals(other, shape)) {
            mismatches.add(
                name
                    + " has the shape "
                    + Arrays.toString(other)
                    + ", wanted "
                    + Arrays.toString(shape));
          }
        });
    found.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> mismatches.add(name + " belongs to no layer"));
    return mismatches;
  }
}
