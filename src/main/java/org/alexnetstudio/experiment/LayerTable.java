package org.alexnetstudio.experiment;

import java.util.ArrayList;
import java.util.List;

/** What each layer of a network gives and costs, from the layer list alone. */
public record LayerTable(NetworkSpec network, List<Row> rows) {
  /** Weight, its gradient and its velocity. */
  private static final long COPIES_OF_A_WEIGHT = 3;

  /** A layer's output and the gradient at it. */
  private static final long COPIES_OF_AN_OUTPUT = 2;

  /**
   * One layer.
   *
   * @param window as text, such as {@code 11x11/4}; empty where there is none
   * @param outputShape of one image, without the batch: (C,H,W), or (units) behind a fully
   *     connected layer
   * @param parameters weights and biases
   * @param macs multiply-accumulates for one image: weights of convolutions and fully connected
   *     layers only
   */
  public record Row(
      String name,
      String type,
      String window,
      List<Integer> outputShape,
      long parameters,
      long macs) {
    /** Numbers of one image's output. */
    public long outputs() {
      return outputShape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }
  }

  /** The table of a network whose number of classes is known. */
  public static LayerTable of(NetworkSpec network) {
    List<Row> rows = new ArrayList<>();
    ImageShape shape = network.input();
    boolean flat = false;
    for (LayerSpec layer : network.layers()) {
      long weights = layer.weights(shape);
      ImageShape output = layer.outputShape(shape);
      flat |= layer instanceof LayerSpec.FullyConnected;
      rows.add(
          new Row(
              layer.name(),
              layer.type(),
              window(layer),
              flat
                  ? List.of(output.channels())
                  : List.of(output.channels(), output.height(), output.width()),
              weights > 0 ? weights + output.channels() : 0,
              // Each weight is used once at every place of the output.
              weights * output.height() * output.width()));
      shape = output;
    }
    return new LayerTable(network, List.copyOf(rows));
  }

  /** Kernel, stride, padding and groups as text; empty where the layer has none. */
  public static String window(LayerSpec layer) {
    if (layer instanceof LayerSpec.Conv c) {
      return window(c.kernel(), c.stride(), c.pad()) + (c.groups() > 1 ? " g" + c.groups() : "");
    }
    if (layer instanceof LayerSpec.MaxPool p) {
      return window(p.kernel(), p.stride(), p.pad()) + (p.ceil() ? " ceil" : "");
    }
    if (layer instanceof LayerSpec.AvgPool p) {
      return window(p.kernel(), p.stride(), p.pad()) + (p.ceil() ? " ceil" : "");
    }
    return "";
  }

  private static String window(int kernel, int stride, int pad) {
    return kernel + "x" + kernel + "/" + stride + (pad > 0 ? " p" + pad : "");
  }

  /** Weights and biases of all layers. */
  public long totalParameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Multiply-accumulates of one forward pass of one image. */
  public long totalMacs() {
    return rows.stream().mapToLong(Row::macs).sum();
  }

  /**
   * About how many bytes a training holds at once: 4 bytes for each of {@code 3 P + 2 B A} numbers,
   * where P are the parameters (weight, gradient, velocity), B is the batch, and A are the numbers
   * of the input and of all layers' outputs of one image (output, gradient). What the engine needs
   * while it computes a layer comes on top.
   */
  public long trainingBytes(int batch) {
    long outputs = network.input().numbers() + rows.stream().mapToLong(Row::outputs).sum();
    return (long) Float.BYTES
        * (COPIES_OF_A_WEIGHT * totalParameters() + COPIES_OF_AN_OUTPUT * outputs * batch);
  }

  /**
   * A batch whose training holds at most {@code bytes} at once: half of {@code batch}, or half of
   * that, and so on; 1 where none does.
   */
  public int batchWithin(long bytes, int batch) {
    int smaller = Math.max(1, batch / 2);
    return smaller == 1 || trainingBytes(smaller) <= bytes ? smaller : batchWithin(bytes, smaller);
  }
}
