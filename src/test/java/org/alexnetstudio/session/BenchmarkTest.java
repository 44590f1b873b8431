package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentWriter;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the measurements measure; how fast a machine is, no test can know. */
class BenchmarkTest {
  private static Experiment small() throws StudioException {
    return Presets.read("alexnet-fashion-mnist", Map.of());
  }

  @Test
  void everyLayerIsTimedForwardAndInTraining() throws StudioException {
    Map<String, Double> results = new LayerBenchmark(small(), 4, 2).run(Activity.SILENT);

    List<String> names =
        small().network().layers().stream()
            .map(LayerSpec::name)
            .flatMap(
                layer -> Stream.of(layer + ", forward, ms", layer + ", forward and backward, ms"))
            .toList();
    assertEquals(names, List.copyOf(results.keySet()));
    assertTrue(results.values().stream().allMatch(ms -> ms > 0), results.toString());
  }

  @Test
  void theFirstValidationIsToldFromThoseAfterIt() throws StudioException {
    Map<String, Double> results = new Benchmark(small(), 4, 2).patches(Activity.SILENT);
    assertEquals(
        List.of(
            "top patches, % of the first validation",
            "validation, images/s",
            "validation with top patches, images/s",
            "top patches, % of validation"),
        List.copyOf(results.keySet()));
    assertTrue(results.get("validation with top patches, images/s") > 0, results.toString());
  }

  @Test
  void cancelledMeasurementsEnd() throws StudioException {
    Activity cancelled = new Activity((part, done, total) -> {}, () -> true);
    assertThrows(
        CancellationException.class, () -> new LayerBenchmark(small(), 1, 1).run(cancelled));
    assertThrows(CancellationException.class, () -> new PresetBenchmark(1, 1).run(cancelled));
  }

  @Test
  void aProcessOfAnEngineTellsItsSecondsAndItsMemory(@TempDir Path folder) throws Exception {
    try (SpeedProcess process = SpeedProcess.start("MXNet", true, written(folder), 2)) {
      double training = process.ask("training");
      double inference = process.ask("inference");
      assertTrue(training > inference && inference > 0, training + " " + inference);
      // An engine, a network of 0.6 million weights, and Java.
      double memory = process.ask("memory");
      assertTrue(memory > 100e6 && memory < 8e9, "bytes: " + memory);
    }
  }

  @Test
  void onnxRuntimeTellsItsSeconds(@TempDir Path folder) throws Exception {
    try (SpeedProcess process =
        SpeedProcess.start(OnnxRuntimeSpeed.ENGINE, true, written(folder), 64)) {
      double many = process.ask("inference");
      double one = process.ask("single");
      assertTrue(many > one && one > 0, many + " " + one);
    }
  }

  @Test
  void aWholeTrainingIsToldApart() throws Exception {
    Map<String, Double> results = new RunBenchmark(small(), 4, 1).run(Activity.SILENT);
    double run = results.get("training from photographs, images/s");
    double ready = results.get("training from ready tensors, images/s");
    assertTrue(run > 0 && ready > 0, results.toString());
    assertEquals(100 * (1 - run / ready), results.get("input, % of the step"), 1e-9);
    assertEquals(
        100 * results.get("an event, ms") * run / 4000,
        results.get("events, % of the training"),
        1e-9);
    assertEquals(9, results.size());
  }

  @Test
  void anEngineThatIsNotThereIsNamedWithTheReason(@TempDir Path folder) throws Exception {
    try (SpeedProcess process = SpeedProcess.start("Caffe", true, written(folder), 2)) {
      StudioException e = assertThrows(StudioException.class, () -> process.ask("training"));
      assertTrue(e.getMessage().contains("The engine Caffe can't be measured"), e.getMessage());
      assertTrue(e.getMessage().contains("does not load"), e.getMessage());
    }
  }

  private static Path written(Path folder) throws Exception {
    Experiment experiment = small();
    return Files.writeString(
        folder.resolve("experiment.json"),
        ExperimentWriter.write(experiment.withNetwork(Benchmark.classes(experiment.network()))));
  }
}
