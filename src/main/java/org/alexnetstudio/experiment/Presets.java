package org.alexnetstudio.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;

/** The experiments that come with the program. */
public final class Presets {
  /** The one that a fresh machine can train: its data is bundled. */
  public static final String DEFAULT = "alexnet-fashion-mnist";

  private static final List<String> NAMES =
      List.of(
          DEFAULT,
          "alexnet-photos",
          "alexnet-cifar10",
          "alexnet-2012",
          "alexnet-2012-one-tower",
          "alexnet-caffe",
          "alexnet-caffenet",
          "alexnet-torchvision",
          "alexnet-djl");

  private Presets() {}

  /** The names, the default first. */
  public static List<String> names() {
    return NAMES;
  }

  /** The JSON text of a preset. */
  public static String text(String name) {
    return resource("/experiments/" + name + ".json");
  }

  /** The JSON Schema (2020-12) of the experiment file. */
  public static String schema() {
    return resource("/schema/experiment.schema.json");
  }

  /** A preset, changed by {@code overrides}; its relative paths are those of the current folder. */
  public static Experiment read(String name, Map<String, String> overrides) throws StudioException {
    return ExperimentFile.parse(name, text(name), Path.of(""), overrides);
  }

  private static String resource(String path) {
    try (InputStream stream = Presets.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no resource " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program's own resource can't be read: " + path, e);
    }
  }
}
