package org.alexnetstudio.network;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.LayerTable;

/** The layers of a built network with what they cost, read off its arrays. */
public record NetworkTable(List<Row> rows) {

  /**
   * One layer.
   *
   * @param kernel as text, such as {@code 11x11/4}; empty where there is none
   * @param outputShape of one image, without the batch
   * @param parameters weights and biases
   * @param macs multiply-accumulates for one image: weights of convolutions and fully connected
   *     layers only
   * @param receptiveField side of the square of input pixels that one unit sees
   */
  public record Row(
      String name,
      String type,
      String kernel,
      List<Long> outputShape,
      long parameters,
      long macs,
      int receptiveField) {}

  /** Passes one blank image through the network and reads shapes and sizes off the arrays. */
  public static NetworkTable of(Network network) {
    List<Row> rows = new ArrayList<>();
    try (NDManager scope = network.manager().newSubManager()) {
      network.forward(
          network.blank(scope),
          (layer, output) -> {
            long[] shape = output.getShape().getShape();
            long[] outputShape = Arrays.copyOfRange(shape, 1, shape.length);
            int field = ReceptiveField.of(network.spec(), rows.size() + 1, 0, 0).height();
            rows.add(row(network, layer, outputShape, field));
          });
    }
    return new NetworkTable(List.copyOf(rows));
  }

  private static Row row(Network network, LayerSpec layer, long[] outputShape, int field) {
    long parameters = 0;
    long macs = 0;
    for (String name : network.parameterNames()) {
      if (name.startsWith(layer.name() + ".")) {
        long size = network.parameter(name).size();
        parameters += size;
        if (name.endsWith(".weight")) {
          // Each weight is used once at every place of the output.
          macs = size * Arrays.stream(outputShape).skip(1).reduce(1, (a, b) -> a * b);
        }
      }
    }
    return new Row(
        layer.name(),
        layer.type(),
        LayerTable.window(layer),
        Arrays.stream(outputShape).boxed().toList(),
        parameters,
        macs,
        Math.min(field, network.spec().input().height()));
  }

  /** Weights and biases of all layers. */
  public long totalParameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Multiply-accumulates of one forward pass of one image. */
  public long totalMacs() {
    return rows.stream().mapToLong(Row::macs).sum();
  }
}
