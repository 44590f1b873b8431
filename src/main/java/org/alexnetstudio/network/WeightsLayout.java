package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;

/**
 * A way in which the weights of a network are named in files.
 *
 * @param naming whose names they are
 * @param experiment the network that has them, with its preprocessing
 * @param layers the name in the file of each layer with weights, by our name
 */
record WeightsLayout(String naming, Experiment experiment, Map<String, String> layers) {
  /** More than a layer may have. */
  private static final int MOST_UNITS = 1 << 20;

  private static final String TORCHVISION = "alexnet-torchvision";

  /** Every known layout, those of the bundled experiments. */
  static List<WeightsLayout> all() throws StudioException {
    List<WeightsLayout> layouts = new ArrayList<>();
    layouts.add(torchvision(Presets.read(TORCHVISION, Map.of())));
    for (String preset : Presets.names()) {
      layouts.add(ours(Presets.read(preset, Map.of())));
    }
    return layouts;
  }

  private static WeightsLayout torchvision(Experiment experiment) {
    Map<String, String> layers = new LinkedHashMap<>();
    TorchvisionLayout.of(experiment.network())
        .orElseThrow()
        .forEach((ours, theirs) -> layers.put(layerOf(ours), layerOf(theirs)));
    return new WeightsLayout("torchvision's names", experiment, layers);
  }

  private static String layerOf(String parameter) {
    return parameter.substring(0, parameter.lastIndexOf('.'));
  }

  /** The layout of what this program writes. */
  static WeightsLayout ours(Experiment experiment) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (LayerSpec layer : experiment.network().layers()) {
      if (layer instanceof LayerSpec.Conv || layer instanceof LayerSpec.FullyConnected) {
        layers.put(layer.name(), layer.name());
      }
    }
    return new WeightsLayout("this program's names", experiment, layers);
  }

  /** The name in the file, but for the prefix, of one of our parameters. */
  String inFile(String parameter) {
    String layer = layerOf(parameter);
    return layers.get(layer) + parameter.substring(layer.length());
  }

  /**
   * What stands before most of the names that belong to the layout, such as {@code module.}; empty
   * where no name does.
   */
  Optional<String> prefix(Collection<String> names) {
    List<String> parameters =
        layers.values().stream()
            .flatMap(layer -> Stream.of(layer + ".weight", layer + ".bias"))
            .toList();
    Map<String, Integer> counts = new HashMap<>();
    for (String name : names) {
      for (String parameter : parameters) {
        int before = name.length() - parameter.length();
        if (name.endsWith(parameter) && (before == 0 || name.charAt(before - 1) == '.')) {
          counts.merge(name.substring(0, before), 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  /**
   * The network as the experiment has it, with as many classes as the file where it leaves them
   * open.
   */
  NetworkSpec usual(String prefix, Map<String, long[]> shapes) {
    NetworkSpec network = experiment.network();
    int classes = units(prefix, network.output().name(), shapes);
    return network.unresolved() ? network.withClasses(Math.max(1, classes)) : network;
  }

  /**
   * The network with as many filters and units as the file has; the usual one where these make no
   * network.
   */
  NetworkSpec fitted(String prefix, Map<String, long[]> shapes) {
    NetworkSpec usual = usual(prefix, shapes);
    List<LayerSpec> fitted = new ArrayList<>();
    try {
      for (LayerSpec layer : usual.layers()) {
        int units = units(prefix, layer.name(), shapes);
        if (units > 0 && layer instanceof LayerSpec.Conv c) {
          fitted.add(
              new LayerSpec.Conv(
                  c.name(), units, c.kernel(), c.stride(), c.pad(), c.groups(), c.init()));
        } else if (units > 0 && layer instanceof LayerSpec.FullyConnected fc) {
          fitted.add(new LayerSpec.FullyConnected(fc.name(), units, fc.init()));
        } else {
          fitted.add(layer);
        }
      }
      return new NetworkSpec(usual.input(), fitted);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return usual;
    }
  }

  /** How many filters or units a layer has in the file; 0 where it does not say. */
  private int units(String prefix, String layer, Map<String, long[]> shapes) {
    long[] shape =
        layers.containsKey(layer) ? shapes.get(prefix + inFile(layer + ".weight")) : null;
    return shape == null || shape.length < 2 || shape[0] > MOST_UNITS ? 0 : (int) shape[0];
  }
}
