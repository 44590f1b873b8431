package org.alexnetstudio.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.event.Peaks;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.TensorSource;

/**
 * What excites each unit most, as a safetensors file: for each layer {@code conv1.value}, {@code
 * conv1.image}, {@code conv1.row} and {@code conv1.column}, (units, 9), and {@code conv1.dead},
 * (units); the header's texts hold the rest.
 */
public final class PeaksFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String VALUE = ".value";
  private static final String IMAGE = ".image";
  private static final String ROW = ".row";
  private static final String COLUMN = ".column";
  private static final String DEAD = ".dead";

  private final Path file;
  private final Disk disk = new Disk();

  PeaksFile(Path file) {
    this.file = file;
  }

  /**
   * Replaces the file, whole or not at all where the process is killed; after a power failure it
   * may be damaged, as nobody waits for the disk.
   *
   * @throws StudioException where it can't be written; it then stays as it was
   */
  public void write(Peaks peaks) throws StudioException {
    List<TensorSource> tensors = new ArrayList<>();
    for (LayerPeaks layer : peaks.layers()) {
      String name = layer.layer();
      long[] shape = {layer.units(), LayerPeaks.MOST};
      tensors.add(TensorSource.of(name + VALUE, shape, layer.values()));
      tensors.add(TensorSource.ofInts(name + IMAGE, shape, layer.images()));
      tensors.add(TensorSource.ofInts(name + ROW, shape, layer.rows()));
      tensors.add(TensorSource.ofInts(name + COLUMN, shape, layer.columns()));
      tensors.add(TensorSource.ofBytes(name + DEAD, new long[] {layer.units()}, dead(layer)));
    }
    Path temporary = file.resolveSibling(".tmp-" + UUID.randomUUID());
    try {
      try {
        write(temporary, texts(peaks), tensors);
        disk.rename(temporary, file);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw StudioException.badInput(
          "The images that excite the units most can't be kept in " + file,
          IoReason.of(e),
          "Make room on this disk, or make the folder writable.",
          e);
    }
  }

  private static void write(Path temporary, Map<String, String> texts, List<TensorSource> tensors)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(temporary.toFile()), 1 << 16)) {
      Safetensors.write(out, texts, tensors);
    }
  }

  private static byte[] dead(LayerPeaks layer) {
    byte[] dead = new byte[layer.units()];
    for (int unit = 0; unit < dead.length; unit++) {
      dead[unit] = (byte) (layer.dead(unit) ? 1 : 0);
    }
    return dead;
  }

  private static Map<String, String> texts(Peaks peaks) throws JsonProcessingException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("step", Integer.toString(peaks.step()));
    texts.put("images", Integer.toString(peaks.images()));
    texts.put("fingerprint", peaks.fingerprint());
    texts.put("names", MAPPER.writeValueAsString(new TreeMap<>(peaks.names())));
    texts.put(
        "layers",
        MAPPER.writeValueAsString(peaks.layers().stream().map(LayerPeaks::layer).toList()));
    return texts;
  }

  /**
   * Reads it; empty where there is none yet.
   *
   * @throws StudioException where it is damaged
   */
  public Optional<Peaks> read() throws StudioException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      return Optional.of(read(tensors));
    } catch (StudioException e) {
      throw damaged(e.why(), e);
    } catch (JsonProcessingException | RuntimeException e) {
      // Others may have written it: shapes, types and numbers can be wrong in many ways.
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  /** When it was written last; empty where it is not there. */
  public Optional<FileTime> written() {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Peaks read(SafetensorsFile tensors)
      throws StudioException, JsonProcessingException {
    Map<String, String> texts = tensors.metadata();
    List<LayerPeaks> layers = new ArrayList<>();
    for (String name :
        MAPPER.readValue(texts.get("layers"), new TypeReference<List<String>>() {})) {
      layers.add(
          new LayerPeaks(
              name,
              Math.toIntExact(tensors.tensor(name + VALUE).shape()[0]),
              tensors.tensor(name + VALUE).toFloats(),
              tensors.tensor(name + IMAGE).toInts(),
              tensors.tensor(name + ROW).toInts(),
              tensors.tensor(name + COLUMN).toInts()));
    }
    return new Peaks(
        Integer.parseInt(texts.get("step")),
        Integer.parseInt(texts.get("images")),
        Objects.requireNonNull(texts.get("fingerprint"), "no fingerprint"),
        MAPPER.readValue(texts.get("names"), new TypeReference<Map<Integer, String>>() {}),
        layers);
  }

  private StudioException damaged(String why, Exception e) {
    return StudioException.badInput(
        "The images that excite the units most can't be read",
        file + ": " + why,
        "Train on: the next validation writes the file anew.",
        e);
  }

  /**
   * Removes what a training that goes back to {@code step} will find anew, or what can't be read.
   *
   * @throws StudioException where it can't be removed
   */
  public void goBackTo(int step) throws StudioException {
    if (!isOf(step)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw StudioException.badInput(
            file + " can't be removed",
            IoReason.of(e),
            "Make the folder writable, and close programs that read from it.",
            e);
      }
    }
  }

  private boolean isOf(int latest) {
    try {
      return read().map(peaks -> peaks.step() <= latest).orElse(true);
    } catch (StudioException damaged) {
      return false;
    }
  }
}
