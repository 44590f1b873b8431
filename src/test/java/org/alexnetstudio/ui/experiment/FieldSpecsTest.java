package org.alexnetstudio.ui.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The form has what the schema has. */
class FieldSpecsTest {
  @Test
  void everyTypeOfLayerHasANameAndAPlaceInTheMenu() throws Exception {
    JsonNode schema =
        new ObjectMapper().readTree(Path.of("resources/schema/experiment.schema.json").toFile());
    Set<String> types = new HashSet<>();
    schema.at("/$defs/layer/properties/type/enum").forEach(type -> types.add(type.asText()));
    assertEquals(types, FieldSpecs.LAYER_TYPES.keySet());
    assertEquals(types, new HashSet<>(FieldSpecs.LAYER_ORDER));
    assertEquals(types.size(), FieldSpecs.LAYER_ORDER.size());
  }
}
