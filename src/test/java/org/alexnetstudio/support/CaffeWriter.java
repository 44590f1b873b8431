package org.alexnetstudio.support;

import java.util.List;
import java.util.Map;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ParameterShapes;

/** Networks as Caffe writes them, in the present form and in the one before. */
public final class CaffeWriter {
  private static final Map<String, Integer> OLD =
      Map.of(
          "Convolution", 4, "InnerProduct", 14, "LRN", 15, "Pooling", 17, "ReLU", 18, "Dropout", 6);

  private CaffeWriter() {}

  /**
   * A {@code .caffemodel}.
   *
   * @param weights by our names, the colours of the first ones blue first
   * @param old whether in the form of 2014: layers with numbers for types, four extents each
   */
  public static ProtoBytes model(NetworkSpec network, Map<String, float[]> weights, boolean old) {
    return model(network, weights, old, true);
  }

  /**
   * The same.
   *
   * @param varied whether some numbers have keys of their own, as old programs wrote them, and some
   *     are doubles
   */
  public static ProtoBytes model(
      NetworkSpec network, Map<String, float[]> weights, boolean old, boolean varied) {
    Map<String, long[]> shapes = ParameterShapes.of(network);
    ProtoBytes model = new ProtoBytes().text(1, "AlexNet");
    String bottom = "data";
    for (LayerSpec layer : network.layers()) {
      String type = type(layer);
      ProtoBytes one = new ProtoBytes();
      if (old) {
        one.text(2, bottom).text(3, layer.name()).text(4, layer.name()).number(5, OLD.get(type));
      } else {
        one.text(1, layer.name()).text(2, type).text(3, bottom).text(4, layer.name());
      }
      for (String part : List.of(".weight", ".bias")) {
        String name = layer.name() + part;
        if (shapes.containsKey(name)) {
          one.message(
              old ? 6 : 7,
              blob(shapes.get(name), weights.get(name), old, varied ? layer.name() : ""));
        }
      }
      model.message(old ? 2 : 100, one);
      bottom = layer.name();
    }
    return model;
  }

  private static ProtoBytes blob(long[] shape, float[] numbers, boolean old, String layer) {
    ProtoBytes blob = new ProtoBytes();
    if (old) {
      for (int axis = 0; axis < 4; axis++) {
        int own = axis - 4 + shape.length;
        blob.number(axis + 1, own < 0 ? 1 : shape[own]);
      }
    }
    if (layer.equals("conv3")) {
      blob.eachFloat(5, numbers);
    } else if (layer.equals("fc7")) {
      blob.doubles(8, numbers);
    } else {
      blob.floats(5, numbers);
    }
    if (!old) {
      ProtoBytes extents = new ProtoBytes();
      for (long extent : shape) {
        extents.varint(extent);
      }
      blob.message(7, new ProtoBytes().bytes(1, extents.done()));
    }
    return blob;
  }

  private static String type(LayerSpec layer) {
    return switch (layer.type()) {
      case "conv" -> "Convolution";
      case "fc" -> "InnerProduct";
      case "lrn" -> "LRN";
      case "maxpool" -> "Pooling";
      case "relu" -> "ReLU";
      case "dropout" -> "Dropout";
      default -> throw new IllegalArgumentException(layer.type());
    };
  }

  /** The text that says what the layers do: a {@code .prototxt}. */
  public static String text(NetworkSpec network) {
    ImageShape in = network.input();
    StringBuilder text =
        new StringBuilder(
            String.format(
                "input: \"data\"%ninput_dim: 1%ninput_dim: %d%ninput_dim: %d%ninput_dim: %d%n",
                in.channels(), in.height(), in.width()));
    String bottom = "data";
    for (LayerSpec layer : network.layers()) {
      text.append(
          String.format(
              "layer { name: \"%s\" type: \"%s\" bottom: \"%s\" top: \"%s\" %s }%n",
              layer.name(), type(layer), bottom, layer.name(), settings(layer)));
      bottom = layer.name();
    }
    return text.toString();
  }

  private static String settings(LayerSpec layer) {
    if (layer instanceof LayerSpec.Conv c) {
      return "convolution_param { num_output: %d kernel_size: %d stride: %d pad: %d group: %d }"
          .formatted(c.filters(), c.kernel(), c.stride(), c.pad(), c.groups());
    }
    if (layer instanceof LayerSpec.FullyConnected fc) {
      return "inner_product_param { num_output: %d }".formatted(fc.units());
    }
    if (layer instanceof LayerSpec.Lrn lrn) {
      return "lrn_param { local_size: %d alpha: %s beta: %s k: %s }"
          .formatted(lrn.n(), lrn.alpha(), lrn.beta(), lrn.k());
    }
    if (layer instanceof LayerSpec.MaxPool p) {
      return "pooling_param { pool: MAX kernel_size: %d stride: %d }"
          .formatted(p.kernel(), p.stride());
    }
    return "";
  }
}
