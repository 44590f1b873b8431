package org.alexnetstudio.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema accepts every preset, and refuses what the program refuses. */
class ExperimentSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path PRESETS = Path.of("resources/experiments");
  private static final JsonNode SCHEMA = read(Path.of("resources/schema/experiment.schema.json"));
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final JsonSchema VALIDATOR =
      FACTORY.getSchema(
          SCHEMA, SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());

  static Stream<Path> presets() throws IOException {
    try (Stream<Path> files = Files.list(PRESETS)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void isItselfAJsonSchema() {
    JsonSchema metaSchema = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));
    assertEquals(List.of(), List.copyOf(metaSchema.validate(SCHEMA)));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void acceptsEveryPresetAndItsNameIsTheFiles(Path preset) {
    JsonNode experiment = read(preset);
    assertEquals(List.of(), places(experiment));
    assertEquals(preset.getFileName().toString(), experiment.get("name").textValue() + ".json");
  }

  @ParameterizedTest
  @MethodSource("presets")
  void refusesAnUnknownKeyInEveryObjectOfAPreset(Path preset) {
    JsonNode experiment = read(preset);
    Stream.concat(Stream.of(experiment), experiment.findParents("type").stream())
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .forEach(
            object -> {
              object.put("colour", "red");
              assertFalse(places(experiment).isEmpty(), () -> "accepted " + object);
              object.remove("colour");
            });
    for (String section : List.of("data", "network", "training", "monitor")) {
      ObjectNode object = (ObjectNode) experiment.get(section);
      object.put("colour", "red");
      assertEquals(List.of("/" + section), places(experiment));
      object.remove("colour");
    }
    assertEquals(List.of(), places(experiment));
  }

  @ParameterizedTest
  @CsvSource({
    "'', schemaVersion",
    "'', name",
    "'', data",
    "'', network",
    "'', training",
    "/data, source",
    "/data, resize",
    "/data, normalise",
    "/data, augment",
    "/data/source, type",
    "/data/source, path",
    "/data/resize, shorterSide",
    "/data/resize, crop",
    "/data/normalise, type",
    "/data/augment, randomCrop",
    "/network, input",
    "/network, layers",
    "/network/layers/0, type",
    "/network/layers/0, name",
    "/network/layers/0, filters",
    "/network/layers/0, kernel",
    "/network/layers/3, kernel",
    "/network/layers/3, stride",
    "/network/layers/21, units",
    "/training, batch",
    "/training, epochs",
    "/training, optimizer",
    "/training, schedule",
    "/training/schedule, type",
    "/training/schedule, initial"
  })
  void refusesAMissingKey(String object, String key) {
    JsonNode experiment = read(PRESETS.resolve("alexnet-2012.json"));
    assertTrue(((ObjectNode) experiment.at(object)).remove(key) != null, "the preset has it");
    assertTrue(places(experiment).contains(object), () -> "found " + places(experiment));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/schemaVersion | 2",
        "/name | '\" \"'",
        "/name | '\"a/b\"'",
        "/name | 7",
        "/seed | 1.5",
        "/seed | 9223372036854775808",
        "/data | []",
        "/data/source | '\"photos\"'",
        "/data/source/type | '\"folder\"'",
        "/data/source/type | '\"bundled\"'",
        "/data/source/path | '\" \"'",
        "/data/normalise/type | '\"none\"'",
        "/data/augment/flip | 1",
        "/data/augment/randomCrop | '\"227\"'",
        "/network/input | [3, 227]",
        "/network/input | [2, 227, 227]",
        "/network/input | [3, 227, 227, 1]",
        "/network/layers | []",
        "/network/layers/0/type | '\"convolution\"'",
        "/network/layers/0/type | '\"relu\"'",
        "/network/layers/0/name | '\"1\"'",
        "/network/layers/0/init/type | '\"xavier\"'",
        "/network/layers/2/n | 4",
        "/network/layers/21/units | 0",
        "/network/layers/21/units | '\"class\"'",
        "/training/optimizer/type | '\"adam\"'",
        "/training/schedule/type | '\"step\"'",
        "/training/schedule/times | 1.5",
        "/training/engine | '\"TensorFlow\"'",
        "/training/device | '\"gpu:100\"'",
        "/training/device | '\"tpu\"'",
        "/monitor/probes | [1]",
        "/monitor/probes | '\"a.png\"'"
      })
  void refusesAWrongValue(String place, String json) throws IOException {
    JsonNode experiment = read(PRESETS.resolve("alexnet-2012.json"));
    put(experiment, place, MAPPER.readTree(json));
    assertTrue(
        places(experiment).stream().anyMatch(p -> p.startsWith(place) || place.startsWith(p + "/")),
        () -> "found " + places(experiment));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0.5] | [0.5] | true",
        "[] | [] | true",
        "[0] | [1] | true",
        "[0.5] | | false",
        "[1.1] | [0.5] | false",
        "[0.5] | [0] | false",
        "[0, 0, 0, 0] | [1, 1, 1, 1] | false"
      })
  void checksTheNumbersOfChannels(String mean, String std, boolean accepted) throws IOException {
    ObjectNode experiment = (ObjectNode) read(PRESETS.resolve("alexnet-fashion-mnist.json"));
    ObjectNode normalise = (ObjectNode) experiment.at("/data/normalise");
    normalise.set("mean", MAPPER.readTree(mean));
    if (std != null) {
      normalise.set("std", MAPPER.readTree(std));
    }
    assertEquals(accepted, places(experiment).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"model\": \"runs/a\"}' | true",
        "'{\"model\": \"a\", \"replaceLayers\": [], \"freeze\": [\"conv1\"]}' | true",
        "'{\"model\": \"a\", \"learningRateScale\": {\"fc8\": 10, \"fc7\": 0.5}}' | true",
        "'{}' | false",
        "'{\"model\": \" \"}' | false",
        "'{\"model\": \"a\", \"freez\": []}' | false",
        "'{\"model\": \"a\", \"freeze\": \"conv1\"}' | false",
        "'{\"model\": \"a\", \"freeze\": [\"conv1\", \"conv1\"]}' | false",
        "'{\"model\": \"a\", \"replaceLayers\": [1]}' | false",
        "'{\"model\": \"a\", \"learningRateScale\": {\"fc8\": 0}}' | false",
        "'{\"model\": \"a\", \"learningRateScale\": {\"fc8\": 1001}}' | false"
      })
  void checksWhatItStartsFrom(String initial, boolean accepted) throws IOException {
    ObjectNode experiment = (ObjectNode) read(PRESETS.resolve("alexnet-photos.json"));
    experiment.set("initial", MAPPER.readTree(initial));
    assertEquals(accepted, places(experiment).isEmpty());
  }

  @Test
  void optionalPartsMayBeLeftOut() {
    ObjectNode experiment = (ObjectNode) read(PRESETS.resolve("alexnet-2012.json"));
    experiment.remove(List.of("seed", "monitor"));
    ((ObjectNode) experiment.at("/data/augment")).retain("randomCrop");
    ((ObjectNode) experiment.at("/training")).remove(List.of("checkpoint", "engine", "device"));
    ((ObjectNode) experiment.at("/training/optimizer")).removeAll();
    ((ObjectNode) experiment.at("/training/schedule")).retain("type", "initial");
    for (JsonNode layer : experiment.at("/network/layers")) {
      ((ObjectNode) layer).retain("type", "name", "filters", "kernel", "stride", "units");
    }
    assertEquals(List.of(), places(experiment));
  }

  private static void put(JsonNode root, String place, JsonNode value) {
    int slash = place.lastIndexOf('/');
    JsonNode parent = root.at(place.substring(0, slash));
    String key = place.substring(slash + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(key), value);
    } else {
      ((ObjectNode) parent).set(key, value);
    }
  }

  /** JSON pointers of what is refused, each once. */
  private static List<String> places(JsonNode experiment) {
    return VALIDATOR.validate(experiment).stream()
        .map(message -> message.getInstanceLocation().toString())
        .distinct()
        .toList();
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
