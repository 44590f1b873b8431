package org.alexnetstudio.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns the relative paths of an experiment file into paths below the file's folder. What can be no
 * path here, such as one with quotation marks on Windows, stays as it is.
 */
final class PathResolver {
  private static final String SOURCE = "data.source.path";
  private static final String MODEL = "initial.model";
  private static final String PROBES = "monitor.probes";

  private PathResolver() {}

  static void belowFolder(JsonDocument experiment, Path folder) {
    if (experiment.node("data.source") instanceof ObjectNode source
        && source.path("path").isTextual()) {
      source.put("path", resolve(folder, source.path("path")));
    }
    if (experiment.node("initial") instanceof ObjectNode initial
        && initial.path("model").isTextual()
        && !InitialSpec.WORDS.contains(initial.path("model").textValue())) {
      initial.put("model", resolve(folder, initial.path("model")));
    }
    if (experiment.node(PROBES) instanceof ArrayNode probes) {
      for (int i = 0; i < probes.size(); i++) {
        if (probes.get(i).isTextual()) {
          probes.set(i, resolve(folder, probes.get(i)));
        }
      }
    }
  }

  private static String resolve(Path folder, JsonNode path) {
    String text = path.textValue();
    try {
      return text.isBlank() ? text : folder.resolve(text).toString();
    } catch (InvalidPathException impossible) {
      return text;
    }
  }

  /** Finds the texts that can be no path on this system. */
  static void check(JsonDocument experiment, List<Problem> problems) {
    check(experiment, SOURCE, problems);
    check(experiment, MODEL, problems);
    for (int i = 0; i < experiment.node(PROBES).size(); i++) {
      check(experiment, PROBES + "[" + i + "]", problems);
    }
  }

  private static void check(JsonDocument experiment, String at, List<Problem> problems) {
    JsonNode path = experiment.node(at);
    if (!path.isTextual()) {
      return;
    }
    try {
      var unused = Path.of(path.textValue());
    } catch (InvalidPathException impossible) {
      JsonDocument.Place place = experiment.place(at);
      problems.add(
          new Problem(
              place.text(),
              place.line(),
              place.column(),
              at,
              "found " + path + ", allowed is a path that this system can have"));
    }
  }
}
