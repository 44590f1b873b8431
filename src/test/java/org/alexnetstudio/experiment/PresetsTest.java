package org.alexnetstudio.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets as the program reads them. */
class PresetsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<String> names() {
    return Presets.names().stream();
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet-2012, 60965224",
    "alexnet-2012-one-tower, 62378344",
    "alexnet-caffe, 60965224",
    "alexnet-torchvision, 61100840",
    // The size of cuda-convnet's and Caffe's network for CIFAR-10.
    "alexnet-cifar10, 89578"
  })
  void haveThePublishedNumberOfParameters(String name, long published) throws StudioException {
    NetworkSpec network = Presets.read(name, Map.of()).network();
    NetworkSpec resolved = network.unresolved() ? network.withClasses(10) : network;
    long parameters = 0;
    ImageShape in = resolved.input();
    for (LayerSpec layer : resolved.layers()) {
      ImageShape out = layer.outputShape(in);
      if (layer instanceof LayerSpec.Conv conv) {
        int fanIn = in.channels() / conv.groups() * conv.kernel() * conv.kernel();
        parameters += out.channels() * (fanIn + 1L);
      } else if (layer instanceof LayerSpec.FullyConnected) {
        parameters += out.channels() * (in.size() + 1L);
      }
      in = out;
    }
    assertEquals(published, parameters);
  }

  @ParameterizedTest
  @MethodSource("names")
  void areReadBackAsTheyWereWritten(String name) throws StudioException {
    Experiment experiment = Presets.read(name, Map.of());
    assertEquals(experiment, ExperimentFile.parse("test", ExperimentWriter.write(experiment)));
  }

  @Test
  void defaultsOfTheSchemaAreTheOnesOfTheProgram() throws Exception {
    String minimal =
        """
        {"schemaVersion": 1, "name": "minimal",
         "data": {"source": {"type": "zip", "path": "a.zip"},
                  "resize": {"shorterSide": 32, "crop": 32},
                  "normalise": {"type": "mean-image"}, "augment": {"randomCrop": 32}},
         "network": {"input": [3, 32, 32], "layers": [
           {"type": "conv", "name": "conv", "filters": 4, "kernel": 3},
           {"type": "lrn", "name": "lrn"},
           {"type": "maxpool", "name": "pool", "kernel": 3, "stride": 2},
           {"type": "dropout", "name": "drop"},
           {"type": "fc", "name": "fc", "units": "classes"}]},
         "training": {"batch": 8, "epochs": 1, "optimizer": {}, "schedule": %s}}
        """;
    JsonNode plateau = complete(minimal.formatted("{\"type\": \"plateau\", \"initial\": 1}"));
    JsonNode cosine = complete(minimal.formatted("{\"type\": \"cosine\", \"initial\": 1}"));
    String step = "{\"type\": \"step\", \"initial\": 1, \"everyEpochs\": 1}";
    assertDefaults(schema(), plateau);
    assertDefaults(definition("source-on-disk"), plateau.at("/data/source"));
    assertDefaults(definition("augment"), plateau.at("/data/augment"));
    assertDefaults(definition("conv"), plateau.at("/network/layers/0"));
    assertDefaults(definition("init"), plateau.at("/network/layers/0/init"));
    assertDefaults(definition("lrn"), plateau.at("/network/layers/1"));
    assertDefaults(definition("pool"), plateau.at("/network/layers/2"));
    assertDefaults(definition("dropout"), plateau.at("/network/layers/3"));
    assertDefaults(definition("training"), plateau.at("/training"));
    assertDefaults(definition("optimizer"), plateau.at("/training/optimizer"));
    assertDefaults(definition("checkpoint"), plateau.at("/training/checkpoint"));
    assertDefaults(definition("monitor"), plateau.at("/monitor"));
    assertDefaults(definition("schedule-plateau"), plateau.at("/training/schedule"));
    assertDefaults(definition("schedule-cosine"), cosine.at("/training/schedule"));
    assertDefaults(
        definition("schedule-step"), complete(minimal.formatted(step)).at("/training/schedule"));
  }

  /** The experiment with every key written out. */
  private static JsonNode complete(String json) throws Exception {
    return MAPPER.readTree(ExperimentWriter.write(ExperimentFile.parse("test", json)));
  }

  private static void assertDefaults(JsonNode definition, JsonNode written) {
    for (Map.Entry<String, JsonNode> property : definition.get("properties").properties()) {
      String reference = property.getValue().path("$ref").asText();
      JsonNode stated =
          property.getValue().has("default") || reference.isEmpty()
              ? property.getValue().path("default")
              : definition(reference.substring("#/$defs/".length())).path("default");
      if (!stated.isMissingNode()) {
        JsonNode found = written.path(property.getKey());
        assertEquals(
            stated.isNumber() ? stated.asDouble() : stated,
            found.isNumber() ? found.asDouble() : found,
            property.getKey());
      }
    }
  }

  private static JsonNode definition(String name) {
    return schema().get("$defs").get(name);
  }

  private static ObjectNode schema() {
    try {
      return (ObjectNode) MAPPER.readTree(Presets.schema());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
