package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;

/**
 * Measures the same network by MXNet as this program runs it, by PyTorch as it comes, by PyTorch
 * with this program's settings of memory and threads, and, without training, by ONNX Runtime with
 * the same: a process for each, which take turns.
 */
public final class EngineBenchmark {
  private final Experiment experiment;
  private final int batch;
  private final int rounds;

  /**
   * A benchmark of an experiment's network on random images that are in memory.
   *
   * @param rounds how often each measurement is taken; medians are reported
   */
  public EngineBenchmark(Experiment experiment, int batch, int rounds) {
    this.experiment = experiment.withNetwork(Benchmark.classes(experiment.network()));
    this.batch = batch;
    this.rounds = rounds;
  }

  /** An engine's process under the name of its results. */
  private record Contestant(String name, SpeedProcess process) {}

  /**
   * Name to value.
   *
   * @throws StudioException where an engine fails, as where PyTorch's library is not there
   */
  public Map<String, Double> run(Activity activity) throws StudioException {
    return BenchmarkFolder.withFile(experiment, file -> run(file, activity));
  }

  private Map<String, Double> run(Path file, Activity activity) throws StudioException {
    try (SpeedProcess mxnet = SpeedProcess.start("MXNet", true, file, batch);
        SpeedProcess plain = SpeedProcess.start("PyTorch", false, file, batch);
        SpeedProcess set = SpeedProcess.start("PyTorch", true, file, batch);
        SpeedProcess onnx = SpeedProcess.start(OnnxRuntimeSpeed.ENGINE, true, file, batch)) {
      List<Contestant> contestants =
          List.of(
              new Contestant("MXNet", mxnet),
              new Contestant("PyTorch as it comes", plain),
              new Contestant("PyTorch, same settings", set));
      Map<String, Double> results = new LinkedHashMap<>();
      compare("training", contestants, results, activity);
      for (Contestant contestant : contestants) {
        results.put(
            "training, " + contestant.name() + ", peak MiB",
            contestant.process().ask("memory") / (1 << 20));
      }
      List<Contestant> inference = new ArrayList<>(contestants);
      inference.add(new Contestant(OnnxRuntimeSpeed.ENGINE + ", same settings", onnx));
      compare("inference", inference, results, activity);
      compare("single", inference, results, activity);
      return results;
    }
  }

  /** Times a piece of work in each process, by turns. */
  private void compare(
      String work, List<Contestant> contestants, Map<String, Double> results, Activity activity)
      throws StudioException {
    List<List<Double>> times = new ArrayList<>();
    contestants.forEach(c -> times.add(new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        activity.checkCancelled();
        // The first of each turn finds the caches full of the others' numbers, and compiles.
        contestants.get(i).process().ask(work);
        times.get(i).add(contestants.get(i).process().ask(work));
      }
      activity.progress().report("Rounds of " + work, round, rounds);
    }
    List<Double> medians =
        times.stream().map(seconds -> Benchmark.median(seconds.subList(1, rounds + 1))).toList();
    for (int i = 0; i < contestants.size(); i++) {
      String name = work + ", " + contestants.get(i).name();
      results.put(name + ", ms", 1000 * medians.get(i));
      if (i > 0) {
        results.put(name + ", times MXNet's", medians.get(i) / medians.get(0));
      }
    }
  }
}
