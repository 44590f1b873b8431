package org.alexnetstudio.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.LayerSpeed;

/** Measures what each layer of a network costs. */
public final class LayerBenchmark {
  private final Experiment experiment;
  private final int batch;
  private final int rounds;

  /**
   * A benchmark of an experiment's network.
   *
   * @param rounds how often each layer is timed; medians are reported
   */
  public LayerBenchmark(Experiment experiment, int batch, int rounds) {
    this.experiment = experiment;
    this.batch = batch;
    this.rounds = rounds;
  }

  /** Name to milliseconds of a batch, layer after layer. */
  public Map<String, Double> run(Activity activity) throws StudioException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    ComputeDevice device =
        ComputeDevice.open(experiment.training().engine(), experiment.training().device());
    try (LayerSpeed speed =
        new LayerSpeed(Benchmark.classes(experiment.network()), device, batch)) {
      speed.pass(); // compiles the kernels
      for (int round = 0; round < rounds; round++) {
        activity.checkCancelled();
        for (LayerSpeed.Row row : speed.pass()) {
          add(times, row.layer() + ", forward, ms", row.forward());
          add(times, row.layer() + ", forward and backward, ms", row.training());
        }
        activity.progress().report("Passes", round + 1, rounds);
      }
    }
    Map<String, Double> results = new LinkedHashMap<>();
    times.forEach((name, seconds) -> results.put(name, 1000 * Benchmark.median(seconds)));
    return results;
  }

  private static void add(Map<String, List<Double>> times, String name, double seconds) {
    times.computeIfAbsent(name, n -> new ArrayList<>()).add(seconds);
  }
}
