package org.alexnetstudio.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.weights.MxNetFile;
import org.jspecify.annotations.Nullable;

/**
 * The texts of {@link ModelMetadata} in the file beside weights for MXNet.
 *
 * @param sidecar network, preprocessing and class names
 * @param normaliser how bytes become the input
 */
record ExportedInput(ModelSidecar sidecar, Normaliser normaliser) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A mean image of 512 pixels has 4 MB. */
  private static final int MOST_BYTES = 16_000_000;

  /** The file beside weights. */
  static Path beside(Path params) {
    return params.resolveSibling(MxNetFile.stem(params) + "-input.json");
  }

  /** What lies beside weights; null where nothing does. */
  static @Nullable ExportedInput find(Path params) throws StudioException {
    Path file = beside(params);
    if (!String.valueOf(params.getFileName()).endsWith(".params") || !Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode texts = JSON.readTree(in.readNBytes(MOST_BYTES));
      Experiment experiment =
          ExperimentFile.parse(file.toString(), texts.path("experiment").asText());
      String[] classNames = list(texts, "classNames", String[].class);
      float[] mean =
          texts.has("meanImage")
              ? floats(Base64.getDecoder().decode(texts.get("meanImage").asText()))
              : list(texts, "mean", float[].class);
      Normaliser normaliser =
          new Normaliser(
              experiment.network().input().channels(),
              experiment.data().resize().crop(),
              mean,
              list(texts, "scale", float[].class));
      return new ExportedInput(
          new ModelSidecar(
              experiment,
              Arrays.stream(classNames).map(String::valueOf).toList(),
              "",
              texts.path("step").asInt()),
          normaliser);
    } catch (IOException | IllegalArgumentException e) {
      throw StudioException.badInput(
          file + " does not say how an image becomes the input",
          "it is not as it was written",
          "Copy it again, or move it away from the weights beside it.",
          e);
    }
  }

  private static <T> T list(JsonNode texts, String key, Class<T> type) throws IOException {
    T list = JSON.readValue(texts.path(key).asText(), type);
    if (list == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return list;
  }

  private static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    for (float number : floats) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("a number of the mean image is " + number);
      }
    }
    return floats;
  }
}
