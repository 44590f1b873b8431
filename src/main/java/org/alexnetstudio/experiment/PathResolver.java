package org.alexnetstudio.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** Turns the relative paths of an experiment file into paths below the file's folder. */
final class PathResolver {
  private PathResolver() {}

  static void belowFolder(ObjectNode experiment, Path folder) {
    if (experiment.path("data").path("source") instanceof ObjectNode source
        && source.path("path").isTextual()) {
      source.put("path", resolve(folder, source.path("path")));
    }
    if (experiment.path("monitor").path("probes") instanceof ArrayNode probes) {
      for (int i = 0; i < probes.size(); i++) {
        if (probes.get(i).isTextual()) {
          probes.set(i, resolve(folder, probes.get(i)));
        }
      }
    }
  }

  private static String resolve(Path folder, JsonNode path) {
    return path.textValue().isBlank()
        ? path.textValue()
        : folder.resolve(path.textValue()).toString();
  }
}
