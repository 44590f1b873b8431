package org.alexnetstudio.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.inspect.ValidationSpeed;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.training.TrainingSpeed;

/** Measures training and inference of every preset's network. */
public final class PresetBenchmark {
  private final int batch;
  private final int rounds;

  /**
   * A benchmark of all presets.
   *
   * @param rounds how often each measurement is taken; medians are reported
   */
  public PresetBenchmark(int batch, int rounds) {
    this.batch = batch;
    this.rounds = rounds;
  }

  /** Name to value: images/s of training and of inference, and milliseconds of a single image. */
  public Map<String, Double> run(Activity activity) throws StudioException {
    Map<String, Double> results = new LinkedHashMap<>();
    List<String> names = Presets.names();
    for (String name : names) {
      activity.progress().report("Presets", results.size() / 3, names.size());
      measure(name, results, activity);
    }
    return results;
  }

  private void measure(String name, Map<String, Double> results, Activity activity)
      throws StudioException {
    Experiment experiment = Presets.read(name, Map.of());
    NetworkSpec network = Benchmark.classes(experiment.network());
    ComputeDevice device =
        ComputeDevice.open(experiment.training().engine(), experiment.training().device());
    List<Double> training = new ArrayList<>();
    List<Double> inference = new ArrayList<>();
    List<Double> single = new ArrayList<>();
    try (TrainingSpeed step =
            TrainingSpeed.create(network, experiment.training().optimizer(), device, batch);
        ValidationSpeed many = new ValidationSpeed(network, device, batch);
        ValidationSpeed one = new ValidationSpeed(network, device, 1)) {
      for (int round = 0; round <= rounds; round++) {
        activity.checkCancelled();
        training.add(step.step());
        inference.add(many.pass());
        single.add(one.pass());
      }
    }
    results.put(name + ", training, images/s", batch / steady(training));
    results.put(name + ", inference, images/s", batch / steady(inference));
    results.put(name + ", one image, ms", 1000 * steady(single));
  }

  /** Without the first, which compiles the kernels. */
  private static double steady(List<Double> seconds) {
    return Benchmark.median(seconds.subList(1, seconds.size()));
  }
}
