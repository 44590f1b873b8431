package org.alexnetstudio.weights;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ONNX format of a network (ModelProto of onnx.proto3): a graph of operators of operator set
 * 13, its weights as raw 32-bit floats, and free texts.
 */
public final class OnnxFile {
  /** The version of the operators that nodes are of. */
  public static final int OPERATOR_SET = 13;

  /** The version of the format that came with those operators. */
  private static final int IR_VERSION = 7;

  private static final String PRODUCER = "AlexNet Studio";
  private static final int ELEMENT_FLOAT = 1;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private OnnxFile() {}

  /** A named setting of a node. */
  public sealed interface Attribute {
    /** As the operator calls it. */
    String name();
  }

  /** A setting that is a whole number. */
  public record Whole(String name, long value) implements Attribute {}

  /** A setting that is a float. */
  public record Real(String name, float value) implements Attribute {}

  /** A setting that is a list of whole numbers. */
  public record Wholes(String name, List<Long> values) implements Attribute {
    /** Copies the list. */
    public Wholes {
      values = List.copyOf(values);
    }
  }

  /**
   * One operator with one output.
   *
   * @param operator its type, such as {@code Conv}
   * @param name unique in its graph
   * @param inputs names of outputs of other nodes, of weights, or of the graph's input
   * @param output unique in its graph
   */
  public record Node(
      String operator,
      String name,
      List<String> inputs,
      String output,
      List<Attribute> attributes) {
    /** Copies the lists. */
    public Node {
      inputs = List.copyOf(inputs);
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * What goes into the graph or comes out of it, with any number of images.
   *
   * @param shape of one image's floats, without the batch
   */
  public record Port(String name, List<Integer> shape) {
    /** Copies the list. */
    public Port {
      shape = List.copyOf(shape);
    }
  }

  /**
   * All operators with their weights.
   *
   * @param nodes each after those whose outputs it takes
   * @param weights tensors of floats
   */
  public record Graph(
      String name, List<Node> nodes, List<TensorSource> weights, Port input, Port output) {
    /** Copies the lists. */
    public Graph {
      nodes = List.copyOf(nodes);
      weights = List.copyOf(weights);
    }
  }

  /**
   * Writes the file and returns when it is safe on the disk. It is not complete before that: write
   * to a temporary name and rename.
   *
   * @param metadata free texts
   * @throws IOException when the disk is full, the file cannot be written, or it would be larger
   *     than the 2 GB that the format allows
   */
  public static void write(Path file, Graph graph, Map<String, String> metadata)
      throws IOException {
    Proto model = model(graph, metadata);
    if (model.size() > Integer.MAX_VALUE) {
      throw new IOException(
          "it would have " + model.size() + " bytes, more than the 2 GB that ONNX allows");
    }
    // A stream rather than a FileChannel: interrupting the thread would close a channel.
    try (FileOutputStream out = new FileOutputStream(file.toFile());
        OutputStream buffered = new BufferedOutputStream(out)) {
      model.writeTo(buffered);
      buffered.flush();
      out.getFD().sync();
    }
  }

  private static Proto model(Graph graph, Map<String, String> metadata) {
    Proto model =
        new Proto()
            .number(1, IR_VERSION)
            .text(2, PRODUCER)
            .message(7, graph(graph))
            .message(8, new Proto().number(2, OPERATOR_SET));
    // Sorted, so that equal content makes equal files.
    new TreeMap<>(metadata)
        .forEach((key, value) -> model.message(14, new Proto().text(1, key).text(2, value)));
    return model;
  }

  private static Proto graph(Graph graph) {
    Proto proto = new Proto();
    graph.nodes().forEach(node -> proto.message(1, node(node)));
    proto.text(2, graph.name());
    graph.weights().forEach(tensor -> proto.message(5, tensor(tensor)));
    return proto.message(11, port(graph.input())).message(12, port(graph.output()));
  }

  private static Proto node(Node node) {
    Proto proto = new Proto();
    node.inputs().forEach(input -> proto.text(1, input));
    proto.text(2, node.output()).text(3, node.name()).text(4, node.operator());
    node.attributes().forEach(attribute -> proto.message(5, attribute(attribute)));
    return proto;
  }

  private static Proto attribute(Attribute attribute) {
    Proto proto = new Proto().text(1, attribute.name());
    if (attribute instanceof Real real) {
      return proto.real(2, real.value()).number(20, ATTRIBUTE_FLOAT);
    }
    if (attribute instanceof Whole whole) {
      return proto.number(3, whole.value()).number(20, ATTRIBUTE_INT);
    }
    ((Wholes) attribute).values().forEach(value -> proto.number(8, value));
    return proto.number(20, ATTRIBUTE_INTS);
  }

  private static Proto tensor(TensorSource tensor) {
    if (tensor.dtype() != DType.F32) {
      throw new IllegalArgumentException(tensor.name() + " holds " + tensor.dtype() + ", not F32");
    }
    Proto proto = new Proto();
    for (long extent : tensor.shape()) {
      proto.number(1, extent);
    }
    return proto.number(2, ELEMENT_FLOAT).text(8, tensor.name()).numbers(9, tensor);
  }

  private static Proto port(Port port) {
    Proto shape = new Proto().message(1, new Proto().text(2, "batch"));
    port.shape().forEach(extent -> shape.message(1, new Proto().number(1, extent)));
    Proto tensor = new Proto().number(1, ELEMENT_FLOAT).message(2, shape);
    return new Proto().text(1, port.name()).message(2, new Proto().message(1, tensor));
  }
}
