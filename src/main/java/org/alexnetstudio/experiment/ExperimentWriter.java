package org.alexnetstudio.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Writes experiments as JSON that {@link ExperimentFile} reads back to equal records. */
public final class ExperimentWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ExperimentWriter() {}

  /** The whole experiment, every key written out, indented. */
  public static String write(Experiment experiment) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schemaVersion", experiment.schemaVersion());
    root.put("name", experiment.name());
    root.put("seed", experiment.seed());
    root.set("data", data(experiment.data()));
    root.set("network", network(experiment.network()));
    if (experiment.initial() != null) {
      root.set("initial", initial(experiment.initial()));
    }
    root.set("training", training(experiment.training()));
    root.set("monitor", MAPPER.valueToTree(experiment.monitor()));
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try {
      return MAPPER.writer(printer).writeValueAsString(root) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can't fail to be written", e);
    }
  }

  private static ObjectNode data(DataSpec data) {
    ObjectNode node = MAPPER.createObjectNode();
    // The type says the kind already.
    node.set("source", typed(data.source().type(), data.source()).without("kind"));
    node.set("resize", MAPPER.valueToTree(data.resize()));
    node.set(
        "normalise",
        typed(
            data.normalise() instanceof NormaliseSpec.MeanImage ? "mean-image" : "per-channel",
            data.normalise()));
    node.set("augment", MAPPER.valueToTree(data.augment()));
    return node;
  }

  private static ObjectNode network(NetworkSpec network) {
    ObjectNode node = MAPPER.createObjectNode();
    ImageShape input = network.input();
    node.putArray("input").add(input.channels()).add(input.height()).add(input.width());
    ArrayNode layers = node.putArray("layers");
    for (LayerSpec layer : network.layers()) {
      ObjectNode written = typed(layer.type(), layer);
      if (written.get("init") instanceof ObjectNode init) {
        init.put("type", InitSpec.Type.valueOf(init.get("type").textValue()).key());
      }
      if (layer instanceof LayerSpec.FullyConnected fc
          && fc.units() == LayerSpec.FullyConnected.CLASSES) {
        written.put("units", "classes");
      }
      layers.add(written);
    }
    return node;
  }

  private static ObjectNode initial(InitialSpec initial) {
    ObjectNode node = MAPPER.valueToTree(initial);
    if (initial.replaceLayers() == null) {
      node.remove("replaceLayers");
    }
    return node;
  }

  private static ObjectNode training(TrainingSpec training) {
    ObjectNode node = MAPPER.valueToTree(training);
    node.set("optimizer", typed("sgd", training.optimizer()));
    String schedule = training.schedule().getClass().getSimpleName();
    node.set("schedule", typed(schedule.toLowerCase(Locale.ROOT), training.schedule()));
    return node;
  }

  private static ObjectNode typed(String type, Object record) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("type", type);
    // A record without components is an empty bean to Jackson, which it refuses by default.
    if (record.getClass().getRecordComponents().length > 0) {
      node.setAll((ObjectNode) MAPPER.valueToTree(record));
    }
    return node;
  }
}
