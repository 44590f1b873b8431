package org.alexnetstudio.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** MXNet's description of a network ({@code -symbol.json}): its operators and what they take. */
public final class MxNetSymbol {
  /** What the library of MXNet 1.9.1 says of itself; of files of a later version it warns. */
  private static final int VERSION = 10900;

  private static final String VARIABLE = "null";
  private static final int MOST_BYTES = 4_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** They do nothing to the numbers between the image and the logits. */
  private static final Set<String> IDLE =
      Set.of(
          VARIABLE,
          "Dropout",
          "Flatten",
          "Reshape",
          "SoftmaxActivation",
          "SoftmaxOutput",
          "_copy",
          "flatten",
          "reshape",
          "slice",
          "softmax");

  private static final Map<String, String> KINDS =
      Map.of(
          "Convolution", "conv",
          "FullyConnected", "fc",
          "LRN", "lrn",
          "Pooling", "pool");

  private MxNetSymbol() {}

  /**
   * One operator with one output, or a variable, which is an input or a parameter.
   *
   * @param operator its type, such as {@code Convolution}; {@code null} for a variable
   * @param inputs names of nodes before it
   * @param attributes its settings, as Python writes their values
   */
  public record Node(
      String operator, String name, List<String> inputs, Map<String, String> attributes) {
    /** Copies list and map. */
    public Node {
      inputs = List.copyOf(inputs);
      attributes = Map.copyOf(attributes);
    }

    /** An input or a parameter. */
    public static Node variable(String name, Map<String, String> attributes) {
      return new Node(VARIABLE, name, List.of(), attributes);
    }
  }

  /**
   * The JSON text of a network.
   *
   * @param nodes each after those that it takes
   * @param outputs names of the nodes whose outputs are the network's
   */
  public static String write(List<Node> nodes, List<String> outputs) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode array = root.putArray("nodes");
    ArrayNode arguments = JSON.createArrayNode();
    ArrayNode rows = JSON.createArrayNode();
    Map<String, Integer> numbers = new HashMap<>();
    for (Node node : nodes) {
      int number = numbers.size();
      numbers.put(node.name(), number);
      rows.add(number);
      ObjectNode object = array.addObject().put("op", node.operator()).put("name", node.name());
      if (!node.attributes().isEmpty()) {
        ObjectNode attributes = object.putObject("attrs");
        // Sorted, so that equal content makes equal files.
        new TreeMap<>(node.attributes()).forEach(attributes::put);
      }
      ArrayNode inputs = object.putArray("inputs");
      node.inputs().forEach(name -> inputs.add(output(numbers.getOrDefault(name, -1))));
      if (node.operator().equals(VARIABLE)) {
        arguments.add(number);
      }
    }
    rows.add(nodes.size());
    root.set("arg_nodes", arguments);
    root.set("node_row_ptr", rows);
    ArrayNode heads = root.putArray("heads");
    outputs.forEach(name -> heads.add(output(numbers.getOrDefault(name, -1))));
    root.putObject("attrs").putArray("mxnet_version").add("int").add(VERSION);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can't fail to be written", e);
    }
  }

  /** The first output of a node. */
  private static ArrayNode output(int node) {
    if (node < 0) {
      throw new IllegalArgumentException("a node takes one that does not come before it");
    }
    return JSON.createArrayNode().add(node).add(0).add(0);
  }

  /**
   * See {@link TensorFile#kinds}.
   *
   * @param params {@code NAME-0000.params}, beside which {@code NAME-symbol.json} may lie
   */
  static List<String> kindsBeside(Path params) throws StudioException {
    Path symbol = params.resolveSibling(MxNetFile.stem(params) + "-symbol.json");
    return Files.isRegularFile(symbol) ? kinds(symbol) : List.of();
  }

  private static List<String> kinds(Path symbol) throws StudioException {
    byte[] text;
    try (InputStream in = Files.newInputStream(symbol)) {
      text = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw StudioException.badInput(
          symbol + " cannot be read", IoReason.of(e), "Check the file and its permissions.", e);
    }
    if (text.length > MOST_BYTES) {
      throw noSymbol(symbol, "it has more than " + MOST_BYTES + " bytes");
    }
    JsonNode nodes;
    try {
      nodes = JSON.readTree(text).path("nodes");
    } catch (IOException e) {
      throw noSymbol(symbol, "it is not JSON");
    }
    List<String> kinds = new ArrayList<>();
    for (JsonNode node : nodes) {
      String operator = node.path("op").asText();
      if (!IDLE.contains(operator)) {
        kinds.add(kind(operator, node));
      }
    }
    if (kinds.isEmpty()) {
      throw noSymbol(symbol, "it has no operators");
    }
    return List.copyOf(kinds);
  }

  private static String kind(String operator, JsonNode node) {
    if (operator.equals("Activation")) {
      // Three names in the course of MXNet's versions.
      for (String attributes : List.of("attrs", "attr", "param")) {
        if (node.path(attributes).has("act_type")) {
          return Names.shortened(node.path(attributes).path("act_type").asText());
        }
      }
    }
    return KINDS.getOrDefault(operator, Names.shortened(operator.toLowerCase(Locale.ROOT)));
  }

  private static StudioException noSymbol(Path symbol, String why) {
    return StudioException.badInput(
        symbol + " is no description of a network of MXNet's",
        why,
        "Copy or download it again, or move it away from the .params beside it.");
  }
}
