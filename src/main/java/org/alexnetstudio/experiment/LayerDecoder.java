package org.alexnetstudio.experiment;

import java.util.Arrays;
import java.util.List;

/** From one object of {@code network.layers} to its record. */
final class LayerDecoder {
  private static final List<String> TYPES =
      List.of(
          "conv", "relu", "tanh", "lrn", "maxpool", "avgpool", "adaptiveavgpool", "dropout", "fc");

  private LayerDecoder() {}

  static LayerSpec decode(JsonFields fields) {
    String type = fields.text("type", null);
    if (!TYPES.contains(type)) {
      throw fields.unknownType("type", type, TYPES);
    }
    String name = fields.text("name", null);
    return switch (type) {
      case "conv" -> conv(fields, name);
      case "relu" -> fields.build(() -> new LayerSpec.Relu(name));
      case "tanh" -> fields.build(() -> new LayerSpec.Tanh(name));
      case "lrn" -> lrn(fields, name);
      case "maxpool", "avgpool" -> pool(fields, name, type.equals("maxpool"));
      case "adaptiveavgpool" -> {
        int size = fields.integer("size", null);
        yield fields.build(() -> new LayerSpec.AdaptiveAvgPool(name, size));
      }
      case "dropout" -> {
        double rate = fields.number("rate", 0.5);
        yield fields.build(() -> new LayerSpec.Dropout(name, rate));
      }
      default -> {
        int units = fields.integerOr("units", "classes", LayerSpec.FullyConnected.CLASSES);
        InitSpec init = init(fields.objectOrEmpty("init"));
        yield fields.build(() -> new LayerSpec.FullyConnected(name, units, init));
      }
    };
  }

  private static LayerSpec conv(JsonFields fields, String name) {
    int filters = fields.integer("filters", null);
    int kernel = fields.integer("kernel", null);
    int stride = fields.integer("stride", 1);
    int pad = fields.integer("pad", 0);
    int groups = fields.integer("groups", 1);
    InitSpec init = init(fields.objectOrEmpty("init"));
    return fields.build(() -> new LayerSpec.Conv(name, filters, kernel, stride, pad, groups, init));
  }

  private static LayerSpec lrn(JsonFields fields, String name) {
    double k = fields.number("k", 2.0);
    int n = fields.integer("n", 5);
    double alpha = fields.number("alpha", 1e-4);
    double beta = fields.number("beta", 0.75);
    return fields.build(() -> new LayerSpec.Lrn(name, k, n, alpha, beta));
  }

  private static LayerSpec pool(JsonFields fields, String name, boolean max) {
    int kernel = fields.integer("kernel", null);
    int stride = fields.integer("stride", null);
    int pad = fields.integer("pad", 0);
    boolean ceil = fields.flag("ceil", false);
    return fields.build(
        () ->
            max
                ? new LayerSpec.MaxPool(name, kernel, stride, pad, ceil)
                : new LayerSpec.AvgPool(name, kernel, stride, pad, ceil));
  }

  private static InitSpec init(JsonFields fields) {
    String key = fields.text("type", InitSpec.Type.GAUSSIAN.key());
    InitSpec.Type type =
        Arrays.stream(InitSpec.Type.values())
            .filter(t -> t.key().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    fields.unknownType(
                        "type",
                        key,
                        Arrays.stream(InitSpec.Type.values()).map(InitSpec.Type::key).toList()));
    double std = fields.number("std", InitSpec.PAPER.std());
    double bias = fields.number("bias", InitSpec.PAPER.bias());
    return fields.build(() -> new InitSpec(type, std, bias));
  }
}
