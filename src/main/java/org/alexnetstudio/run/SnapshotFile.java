package org.alexnetstudio.run;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.Tensor;
import org.alexnetstudio.weights.TensorSource;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as a safetensors file: {@code filters}, and for each probe and layer {@code
 * probe0.conv1} with its grades and {@code probe0.conv1.mean}, {@code .max} and {@code .active}.
 * The header's texts hold the rest; {@code probe0} is the probe's line of the event log.
 */
final class SnapshotFile {
  private static final String FILTERS = "filters";
  private static final String MEAN = ".mean";
  private static final String MAX = ".max";
  private static final String ACTIVE = ".active";
  private static final String LOW = ".low";
  private static final String HIGH = ".high";

  private SnapshotFile() {}

  /** Writes the file, and does not wait until the disk has it. */
  static void write(Path file, Snapshot snapshot) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("step", Integer.toString(snapshot.step()));
    texts.put("epoch", Integer.toString(snapshot.epoch()));
    texts.put("time", Long.toString(snapshot.timeMillis()));
    List<TensorSource> tensors = new ArrayList<>();
    FilterBank filters = snapshot.filters();
    if (filters != null) {
      texts.put("filters.layer", filters.layer());
      texts.put("filters.groups", Integer.toString(filters.groups()));
      long[] shape = {filters.filters(), filters.channels(), filters.kernel(), filters.kernel()};
      tensors.add(TensorSource.of(FILTERS, shape, filters.weights()));
    }
    for (int i = 0; i < snapshot.probes().size(); i++) {
      ProbeSnapshot probe = snapshot.probes().get(i);
      texts.put(probe(i), EventJson.write(event(snapshot, probe)));
      for (FeatureMaps maps : probe.maps()) {
        add(maps, probe(i) + "." + maps.layer(), texts, tensors);
      }
    }
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(file.toFile()), 1 << 16)) {
      Safetensors.write(out, texts, tensors);
    }
  }

  private static String probe(int index) {
    return "probe" + index;
  }

  private static ProbeEvent event(Snapshot snapshot, ProbeSnapshot probe) {
    return new ProbeEvent(
        snapshot.timeMillis(), snapshot.step(), snapshot.epoch(), probe.image(), probe.top());
  }

  private static void add(
      FeatureMaps maps, String name, Map<String, String> texts, List<TensorSource> tensors) {
    texts.put(name + LOW, Float.toString(maps.low()));
    texts.put(name + HIGH, Float.toString(maps.high()));
    long[] shape = {maps.units(), maps.height(), maps.width()};
    long[] units = {maps.units()};
    tensors.add(TensorSource.ofBytes(name, shape, maps.values()));
    tensors.add(TensorSource.of(name + MEAN, units, maps.mean()));
    tensors.add(TensorSource.of(name + MAX, units, maps.max()));
    tensors.add(TensorSource.of(name + ACTIVE, units, maps.active()));
  }

  /**
   * Reads it back.
   *
   * @throws StudioException where it is no safetensors file, or cut short
   * @throws IOException where it is one, and something of a snapshot is missing in it
   */
  static Snapshot read(Path file) throws StudioException, IOException {
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      Map<String, String> texts = tensors.metadata();
      List<ProbeSnapshot> probes = new ArrayList<>();
      for (int i = 0; texts.containsKey(probe(i)); i++) {
        probes.add(probe(i, tensors));
      }
      return new Snapshot(
          Long.parseLong(text(texts, "time")),
          Integer.parseInt(text(texts, "step")),
          Integer.parseInt(text(texts, "epoch")),
          tensors.names().contains(FILTERS) ? filters(tensors) : null,
          probes);
    } catch (EventJson.MalformedEvent | RuntimeException e) {
      // Others may have written it: shapes, types and numbers can be wrong in many ways.
      throw new IOException(e.getMessage(), e);
    }
  }

  private static FilterBank filters(SafetensorsFile tensors) throws StudioException, IOException {
    Tensor filters = tensors.tensor(FILTERS);
    long[] shape = filters.shape();
    return new FilterBank(
        text(tensors.metadata(), "filters.layer"),
        Math.toIntExact(shape[0]),
        Math.toIntExact(shape[1]),
        Math.toIntExact(shape[2]),
        Integer.parseInt(text(tensors.metadata(), "filters.groups")),
        filters.toFloats());
  }

  private static ProbeSnapshot probe(int index, SafetensorsFile tensors)
      throws StudioException, IOException, EventJson.MalformedEvent {
    RunEvent event = EventJson.read(text(tensors.metadata(), probe(index)));
    if (!(event instanceof ProbeEvent probe)) {
      throw new IOException(probe(index) + " is no probe");
    }
    List<FeatureMaps> maps = new ArrayList<>();
    String prefix = probe(index) + ".";
    for (String name : tensors.names()) {
      if (name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0) {
        maps.add(maps(name, name.substring(prefix.length()), tensors));
      }
    }
    return new ProbeSnapshot(probe.image(), probe.top(), maps);
  }

  private static FeatureMaps maps(String name, String layer, SafetensorsFile tensors)
      throws StudioException, IOException {
    Tensor grades = tensors.tensor(name);
    long[] shape = grades.shape();
    byte[] values = new byte[grades.data().remaining()];
    grades.data().get(values);
    return new FeatureMaps(
        layer,
        Math.toIntExact(shape[0]),
        Math.toIntExact(shape[1]),
        Math.toIntExact(shape[2]),
        values,
        Float.parseFloat(text(tensors.metadata(), name + LOW)),
        Float.parseFloat(text(tensors.metadata(), name + HIGH)),
        tensors.tensor(name + MEAN).toFloats(),
        tensors.tensor(name + MAX).toFloats(),
        tensors.tensor(name + ACTIVE).toFloats());
  }

  private static String text(Map<String, String> texts, String key) throws IOException {
    @Nullable String text = texts.get(key);
    if (text == null) {
      throw new IOException(key + " is missing in its header");
    }
    return text;
  }
}
