package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.weights.OnnxFile.Attribute;
import org.alexnetstudio.weights.OnnxFile.Graph;
import org.alexnetstudio.weights.OnnxFile.Node;
import org.alexnetstudio.weights.OnnxFile.Port;
import org.alexnetstudio.weights.OnnxFile.Real;
import org.alexnetstudio.weights.OnnxFile.Whole;
import org.alexnetstudio.weights.OnnxFile.Wholes;
import org.alexnetstudio.weights.TensorSource;

/**
 * The layers of a network as operators of ONNX, from the normalised image to the logits. What does
 * nothing in inference has no operator.
 */
public final class OnnxGraph {
  /** Name of the graph's input: (batch, C, H, W), normalised as the network wants it. */
  public static final String INPUT = "input";

  /** Name of the graph's output: (batch, classes). */
  public static final String OUTPUT = "logits";

  private final Function<String, TensorSource> parameters;
  private final List<Node> nodes = new ArrayList<>();
  private final List<TensorSource> weights = new ArrayList<>();

  /** The output of the newest node. */
  private String last = INPUT;

  private OnnxGraph(Function<String, TensorSource> parameters) {
    this.parameters = parameters;
  }

  /**
   * The graph of a network.
   *
   * @param name of the graph
   * @param parameters the tensor for each name of {@link ParameterShapes#of}
   */
  public static Graph of(
      String name, NetworkSpec network, Function<String, TensorSource> parameters) {
    OnnxGraph graph = new OnnxGraph(parameters);
    ImageShape shape = network.input();
    boolean flat = false;
    for (LayerSpec layer : network.layers()) {
      if (layer instanceof LayerSpec.FullyConnected fc) {
        if (!flat) {
          graph.add("Flatten", fc.name() + ".flatten", List.of(), new Whole("axis", 1));
        }
        flat = true;
        graph.fullyConnected(fc, layer == network.output() ? OUTPUT : fc.name());
      } else {
        graph.add(layer, shape);
      }
      shape = layer.outputShape(shape);
    }
    ImageShape in = network.input();
    return new Graph(
        name,
        graph.nodes,
        graph.weights,
        new Port(INPUT, List.of(in.channels(), in.height(), in.width())),
        new Port(OUTPUT, List.of(network.output().units())));
  }

  private void add(LayerSpec layer, ImageShape input) {
    if (layer instanceof LayerSpec.Conv conv) {
      convolution(conv);
    } else if (layer instanceof LayerSpec.Relu) {
      add("Relu", layer.name(), List.of());
    } else if (layer instanceof LayerSpec.Tanh) {
      add("Tanh", layer.name(), List.of());
    } else if (layer instanceof LayerSpec.Lrn lrn) {
      normalisation(lrn);
    } else if (layer instanceof LayerSpec.MaxPool pool) {
      add("MaxPool", layer.name(), List.of(), window(pool, pool.kernel(), pool.stride(), input));
    } else if (layer instanceof LayerSpec.AvgPool pool) {
      add(
          "AveragePool",
          layer.name(),
          List.of(),
          window(pool, pool.kernel(), pool.stride(), input));
    } else if (layer instanceof LayerSpec.AdaptiveAvgPool pool) {
      adaptivePool(pool, input);
    }
  }

  private void convolution(LayerSpec.Conv conv) {
    add(
        "Conv",
        conv.name(),
        parameters(conv.name()),
        square("kernel_shape", conv.kernel()),
        square("strides", conv.stride()),
        pads(conv.pad(), conv.pad(), conv.pad(), conv.pad()),
        new Whole("group", conv.groups()));
  }

  private void fullyConnected(LayerSpec.FullyConnected fc, String output) {
    // Weights are (units, inputs).
    add(new Node("Gemm", fc.name(), inputs(parameters(fc.name())), output, transposed()));
  }

  private static List<Attribute> transposed() {
    return List.of(new Whole("transB", 1));
  }

  /** Some programs refuse an alpha or a beta of 0, with which every channel is divided alike. */
  private void normalisation(LayerSpec.Lrn lrn) {
    if (lrn.alpha() == 0 || lrn.beta() == 0) {
      float factor = (float) Math.pow(lrn.k(), -lrn.beta());
      add("Mul", lrn.name(), List.of(constant(lrn.name() + ".factor", new long[] {1}, factor)));
      return;
    }
    add(
        "LRN",
        lrn.name(),
        List.of(),
        new Whole("size", lrn.n()),
        new Real("alpha", (float) lrn.alpha()),
        new Real("beta", (float) lrn.beta()),
        new Real("bias", (float) lrn.k()));
  }

  /**
   * The window of a pooling. Ours drops a last window that begins outside the image where sizes are
   * rounded up, and ONNX does not; so the padding behind the image is written as what the last
   * window reaches, and sizes come out whole.
   */
  private static Attribute[] window(LayerSpec pool, int kernel, int stride, ImageShape input) {
    ImageShape output = pool.outputShape(input);
    int pad = pool instanceof LayerSpec.MaxPool max ? max.pad() : ((LayerSpec.AvgPool) pool).pad();
    int bottom = padBehind(input.height(), output.height(), kernel, stride, pad);
    int right = padBehind(input.width(), output.width(), kernel, stride, pad);
    return new Attribute[] {
      square("kernel_shape", kernel), square("strides", stride), pads(pad, pad, bottom, right)
    };
  }

  private static int padBehind(int size, int windows, int kernel, int stride, int padBefore) {
    return Math.max(0, (windows - 1) * stride + kernel - size - padBefore);
  }

  /**
   * Equal cells are a plain pooling, as they are in {@link Layer}. Other cells ONNX has no operator
   * for; but a mean is a sum with weights, so rows and columns are multiplied by matrices.
   */
  private void adaptivePool(LayerSpec.AdaptiveAvgPool pool, ImageShape input) {
    int size = pool.size();
    if (input.height() % size == 0 && input.width() % size == 0) {
      List<Long> cell = List.of((long) input.height() / size, (long) input.width() / size);
      add(
          "AveragePool",
          pool.name(),
          List.of(),
          new Wholes("kernel_shape", cell),
          new Wholes("strides", cell));
      return;
    }
    float[] rows = means(size, input.height());
    float[] columns = transposed(means(size, input.width()), size, input.width());
    String byRows = constant(pool.name() + ".rows", new long[] {size, input.height()}, rows);
    String byColumns =
        constant(pool.name() + ".columns", new long[] {input.width(), size}, columns);
    add("MatMul", pool.name() + ".narrow", List.of(byColumns));
    add(new Node("MatMul", pool.name(), List.of(byRows, last), pool.name(), List.of()));
  }

  /**
   * (cells, size): cell i is the mean of the numbers from floor(i size/cells) to ceil((i+1) ...).
   */
  private static float[] means(int cells, int size) {
    float[] matrix = new float[cells * size];
    for (int cell = 0; cell < cells; cell++) {
      int begin = cell * size / cells;
      int end = ((cell + 1) * size + cells - 1) / cells;
      Arrays.fill(matrix, cell * size + begin, cell * size + end, 1f / (end - begin));
    }
    return matrix;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] turned = new float[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      turned[i % columns * rows + i / columns] = matrix[i];
    }
    return turned;
  }

  /** Adds a node that takes the newest output, and gives one of its own name. */
  private void add(String operator, String name, List<String> others, Attribute... attributes) {
    add(new Node(operator, name, inputs(others), name, List.of(attributes)));
  }

  private void add(Node node) {
    nodes.add(node);
    last = node.output();
  }

  private List<String> inputs(List<String> others) {
    List<String> inputs = new ArrayList<>(List.of(last));
    inputs.addAll(others);
    return inputs;
  }

  private List<String> parameters(String layer) {
    List<String> names = List.of(layer + ".weight", layer + ".bias");
    names.forEach(name -> weights.add(parameters.apply(name)));
    return names;
  }

  private String constant(String name, long[] shape, float... values) {
    weights.add(TensorSource.of(name, shape, values));
    return name;
  }

  private static Attribute square(String name, int side) {
    return new Wholes(name, List.of((long) side, (long) side));
  }

  private static Attribute pads(long top, long left, long bottom, long right) {
    return new Wholes("pads", List.of(top, left, bottom, right));
  }
}
