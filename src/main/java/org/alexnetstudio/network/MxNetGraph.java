package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.weights.MxNetSymbol;
import org.alexnetstudio.weights.MxNetSymbol.Node;

/**
 * The layers of a network as operators of MXNet, from the normalised image to the logits; the same
 * ones that {@link Layer} computes with.
 */
public final class MxNetGraph {
  /** Name of the graph's input: (batch, C, H, W), normalised as the network wants it. */
  public static final String INPUT = "data";

  private final List<Node> nodes = new ArrayList<>();
  private String last = INPUT;

  private MxNetGraph() {}

  /** What MXNet calls one of our parameters: {@code conv1_weight} for {@code conv1.weight}. */
  public static String parameter(String ours) {
    int dot = ours.lastIndexOf('.');
    return ours.substring(0, dot) + '_' + ours.substring(dot + 1);
  }

  /** The JSON text of a network; its parameters are named by {@link #parameter}. */
  public static String of(NetworkSpec network) {
    MxNetGraph graph = new MxNetGraph();
    graph.addAll(network);
    return MxNetSymbol.write(graph.nodes, List.of(graph.last));
  }

  /**
   * The same with more outputs: for each layer with weights the largest number of each map, (N,
   * units), and a copy of the maps, (N, units, H, W), or its output alone, (N, units), where it has
   * no maps; the logits come last. Copies are in row-major order, as an output in the engine's own
   * one takes long to read.
   *
   * <p>The engine computes what an output needs in the order of the outputs, so that maps are
   * looked at while the processor still has them at hand.
   *
   * @param firstAnew has a copy of the first layer's weights in place of its maps
   */
  static String withMaxima(NetworkSpec network, boolean firstAnew) {
    MxNetGraph graph = new MxNetGraph();
    graph.addAll(network);
    List<String> outputs = new ArrayList<>();
    for (LayerSpec layer : network.layers()) {
      String name = layer.name();
      if (layer instanceof LayerSpec.Conv) {
        String largest =
            graph.aside(
                "Pooling",
                name,
                ".largest",
                Map.of("pool_type", "max", "global_pool", "True", "kernel", "(1, 1)"));
        outputs.add(graph.aside("Flatten", largest, ".flat", Map.of()));
        boolean anew = firstAnew && layer.equals(network.layers().get(0));
        String copied = anew ? parameter(name + ".weight") : name;
        outputs.add(graph.aside("Reshape", copied, ".copy", Map.of("shape", "(0, 0, 0, 0)")));
      } else if (layer instanceof LayerSpec.FullyConnected) {
        outputs.add(name);
      }
    }
    outputs.add(graph.last);
    return MxNetSymbol.write(graph.nodes, outputs);
  }

  private void addAll(NetworkSpec network) {
    ImageShape in = network.input();
    String shape = "(0, " + in.channels() + ", " + in.height() + ", " + in.width() + ")";
    nodes.add(Node.variable(INPUT, Map.of("__shape__", shape)));
    ImageShape input = in;
    for (LayerSpec layer : network.layers()) {
      add(layer, input);
      input = layer.outputShape(input);
    }
  }

  /** Adds an operator that nothing of the network takes; its name. */
  private String aside(
      String operator, String input, String suffix, Map<String, String> attributes) {
    nodes.add(new Node(operator, input + suffix, List.of(input), attributes));
    return input + suffix;
  }

  private void add(LayerSpec layer, ImageShape input) {
    if (layer instanceof LayerSpec.Conv c) {
      weighted(
          "Convolution",
          layer,
          Map.of(
              "num_filter", Integer.toString(c.filters()),
              "num_group", Integer.toString(c.groups()),
              "kernel", square(c.kernel()),
              "stride", square(c.stride()),
              "pad", square(c.pad())));
    } else if (layer instanceof LayerSpec.FullyConnected fc) {
      // It flattens what it takes.
      weighted("FullyConnected", layer, Map.of("num_hidden", Integer.toString(fc.units())));
    } else if (layer instanceof LayerSpec.Relu || layer instanceof LayerSpec.Tanh) {
      add("Activation", layer.name(), Map.of("act_type", layer.type()));
    } else if (layer instanceof LayerSpec.Lrn lrn) {
      add(
          "LRN",
          layer.name(),
          Map.of(
              "nsize", Integer.toString(lrn.n()),
              "alpha", Double.toString(lrn.alpha()),
              "beta", Double.toString(lrn.beta()),
              "knorm", Double.toString(lrn.k())));
    } else if (layer instanceof LayerSpec.MaxPool p) {
      pool(layer, "max", p.kernel(), p.stride(), p.pad(), p.ceil(), input);
    } else if (layer instanceof LayerSpec.AvgPool p) {
      pool(layer, "avg", p.kernel(), p.stride(), p.pad(), p.ceil(), input);
    } else if (layer instanceof LayerSpec.AdaptiveAvgPool p) {
      adaptivePool(p, input);
    } else if (layer instanceof LayerSpec.Dropout dropout) {
      add("Dropout", layer.name(), Map.of("p", Double.toString(dropout.rate())));
    }
  }

  private void weighted(String operator, LayerSpec layer, Map<String, String> attributes) {
    String weight = parameter(layer.name() + ".weight");
    String bias = parameter(layer.name() + ".bias");
    nodes.add(Node.variable(weight, Map.of()));
    nodes.add(Node.variable(bias, Map.of()));
    nodes.add(new Node(operator, layer.name(), List.of(last, weight, bias), attributes));
    last = layer.name();
  }

  /** Rounding up, MXNet has a last window that lies outside the image: it is cut off. */
  private void pool(
      LayerSpec layer,
      String type,
      int kernel,
      int stride,
      int pad,
      boolean ceil,
      ImageShape input) {
    add(
        "Pooling",
        layer.name(),
        Map.of(
            "pool_type",
            type,
            "kernel",
            square(kernel),
            "stride",
            square(stride),
            "pad",
            square(pad),
            "pooling_convention",
            ceil ? "full" : "valid",
            "count_include_pad",
            "False"));
    ImageShape output = layer.outputShape(input);
    if (ceil && windows(input.height(), kernel, stride, pad) > output.height()) {
      add(
          "slice",
          layer.name() + "_inside",
          Map.of(
              "begin",
              "(None, None, 0, 0)",
              "end",
              "(None, None, " + output.height() + ", " + output.width() + ")"));
    }
  }

  private static int windows(int size, int kernel, int stride, int pad) {
    return (size + 2 * pad - kernel + stride - 1) / stride + 1;
  }

  /** Equal cells are a plain pooling, and cells of one number nothing. */
  private void adaptivePool(LayerSpec.AdaptiveAvgPool pool, ImageShape input) {
    int size = pool.size();
    if (pool.outputShape(input).equals(input)) {
      return;
    }
    if (input.height() % size == 0 && input.width() % size == 0) {
      String cell = "(" + input.height() / size + ", " + input.width() / size + ")";
      add("Pooling", pool.name(), Map.of("pool_type", "avg", "kernel", cell, "stride", cell));
      return;
    }
    String output = square(size);
    add("_contrib_AdaptiveAvgPooling2D", pool.name(), Map.of("output_size", output));
  }

  /** Adds an operator that takes the newest output. */
  private void add(String operator, String name, Map<String, String> attributes) {
    nodes.add(new Node(operator, name, List.of(last), attributes));
    last = name;
  }

  private static String square(int side) {
    return "(" + side + ", " + side + ")";
  }
}
