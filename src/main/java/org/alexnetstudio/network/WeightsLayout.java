package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
 * @param names the name in the file, but for the prefix, of each of our parameters
 * @param ownLast whether the last layer has a name of the file's own
 */
record WeightsLayout(
    String naming, Experiment experiment, Map<String, String> names, boolean ownLast) {
  /** More than a layer may have. */
  private static final int MOST_UNITS = 1 << 20;

  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /** What prefixes end with. */
  private static final String SEPARATORS = "._:/";

  private static final String TORCHVISION = "alexnet-torchvision";
  private static final String DJL = "alexnet-djl";

  /** Both of Caffe's networks. */
  private static final List<String> CAFFE = List.of("alexnet-caffe", "alexnet-caffenet");

  /** The layers with weights of Gluon's own network, as its {@code save_parameters} calls them. */
  private static final List<String> GLUON =
      List.of(
          "features.0",
          "features.2",
          "features.4",
          "features.5",
          "features.6",
          "features.9",
          "features.11",
          "output");

  /** The same as its {@code export} calls them. */
  private static final List<String> GLUON_EXPORTED =
      List.of("conv0", "conv1", "conv2", "conv3", "conv4", "dense0", "dense1", "dense2");

  /** As the reader of DJL's files counts them. */
  private static final List<String> BLOCKS =
      IntStream.rangeClosed(1, 8).mapToObj(i -> "block" + i).toList();

  private static final String CAFFE_NAMING = "Caffe's layers";
  private static final String CAFFE_WEIGHT = "[0]";
  private static final String CAFFE_BIAS = "[1]";

  /** Of the usual names. */
  private WeightsLayout(String naming, Experiment experiment, Map<String, String> names) {
    this(naming, experiment, names, false);
  }

  /** Every known layout, those of the bundled experiments; of equal ones the likelier first. */
  static List<WeightsLayout> all() throws StudioException {
    List<WeightsLayout> layouts = new ArrayList<>();
    Experiment torchvision = Presets.read(TORCHVISION, Map.of());
    layouts.add(
        new WeightsLayout(
            "torchvision's names",
            torchvision,
            TorchvisionLayout.of(torchvision.network()).orElseThrow()));
    layouts.add(listed("the names of MXNet's Gluon", torchvision, GLUON, '.'));
    layouts.add(listed("the names of MXNet's Gluon", torchvision, GLUON_EXPORTED, '_'));
    for (String preset : CAFFE) {
      Experiment experiment = Presets.read(preset, Map.of());
      layouts.add(caffe(experiment));
      layouts.add(mxNet(experiment));
    }
    layouts.add(listed("the order of DJL's blocks", Presets.read(DJL, Map.of()), BLOCKS, '.'));
    for (String preset : Presets.names()) {
      layouts.add(ours(Presets.read(preset, Map.of())));
      if (!CAFFE.contains(preset)) {
        layouts.add(mxNet(Presets.read(preset, Map.of())));
      }
    }
    return layouts;
  }

  /** The layout of what this program writes. */
  static WeightsLayout ours(Experiment experiment) {
    return named("this program's names", experiment, parameter -> parameter);
  }

  private static WeightsLayout caffe(Experiment experiment) {
    return named(
        CAFFE_NAMING,
        experiment,
        parameter -> layerOf(parameter) + (parameter.endsWith(WEIGHT) ? CAFFE_WEIGHT : CAFFE_BIAS));
  }

  /**
   * The same for a file of Caffe's whose last layer has another name, as {@code fc8_flickr}: who
   * trains a network on to other classes renames it, so that Caffe begins it anew. That is the one
   * layer without a place in the layout that takes as many numbers as the layer before gives.
   */
  WeightsLayout withOwnLast(String prefix, Map<String, long[]> shapes) {
    String last = experiment.network().output().name();
    if (!naming.equals(CAFFE_NAMING) || shapes.containsKey(prefix + inFile(last + WEIGHT))) {
      return this;
    }
    List<LayerSpec.FullyConnected> dense =
        experiment.network().layers().stream()
            .filter(LayerSpec.FullyConnected.class::isInstance)
            .map(LayerSpec.FullyConnected.class::cast)
            .toList();
    int inputs = units(prefix, dense.get(dense.size() - 2).name(), shapes);
    List<String> found =
        shapes.entrySet().stream()
            .filter(each -> each.getValue().length == 2 && each.getValue()[1] == inputs)
            .map(Map.Entry::getKey)
            .filter(name -> name.startsWith(prefix) && name.endsWith(CAFFE_WEIGHT))
            .map(name -> name.substring(prefix.length(), name.length() - CAFFE_WEIGHT.length()))
            .filter(layer -> !names.containsValue(layer + CAFFE_WEIGHT))
            .toList();
    if (found.size() != 1) {
      return this;
    }
    String own = found.get(0);
    Map<String, String> renamed = new LinkedHashMap<>(names);
    renamed.put(last + WEIGHT, own + CAFFE_WEIGHT);
    renamed.put(last + BIAS, own + CAFFE_BIAS);
    return new WeightsLayout(naming + ", the last one " + own, experiment, renamed, true);
  }

  /** The layout of what this program writes for MXNet, and of others' networks of that kind. */
  static WeightsLayout mxNet(Experiment experiment) {
    return named("MXNet's names", experiment, MxNetGraph::parameter);
  }

  private static WeightsLayout named(
      String naming, Experiment experiment, UnaryOperator<String> name) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String parameter : ParameterShapes.of(experiment.network()).keySet()) {
      names.put(parameter, name.apply(parameter));
    }
    return new WeightsLayout(naming, experiment, names);
  }

  /** The layers with weights have the names of a list. */
  private static WeightsLayout listed(
      String naming, Experiment experiment, List<String> layers, char separator) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String parameter : ParameterShapes.of(experiment.network()).keySet()) {
      // A weight and a bias each.
      String layer = layers.get(names.size() / 2);
      names.put(
          parameter, layer + separator + parameter.substring(layerOf(parameter).length() + 1));
    }
    return new WeightsLayout(naming, experiment, names);
  }

  private static String layerOf(String parameter) {
    return parameter.substring(0, parameter.lastIndexOf('.'));
  }

  /** The name in the file, but for the prefix, of one of our parameters. */
  String inFile(String parameter) {
    return Objects.requireNonNull(names.get(parameter), parameter);
  }

  /**
   * What stands before most of the names that belong to the layout, such as {@code module.} or
   * {@code arg:}; empty where no name does.
   */
  Optional<String> prefix(Collection<String> inFile) {
    Map<String, Integer> counts = new HashMap<>();
    for (String name : inFile) {
      for (String parameter : names.values()) {
        int before = name.length() - parameter.length();
        if (name.endsWith(parameter)
            && (before == 0 || SEPARATORS.indexOf(name.charAt(before - 1)) >= 0)) {
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
        names.containsKey(layer + WEIGHT) ? shapes.get(prefix + inFile(layer + WEIGHT)) : null;
    return shape == null || shape.length < 2 || shape[0] > MOST_UNITS ? 0 : (int) shape[0];
  }
}
