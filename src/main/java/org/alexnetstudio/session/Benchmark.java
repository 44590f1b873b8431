package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.data.ImageStatistics;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.data.PrepareListener;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.inspect.ValidationSpeed;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.ConvolutionSpeed;
import org.alexnetstudio.training.TrainingSpeed;

/** Measures, in one run, how fast this machine trains and how fast its images come in. */
public final class Benchmark {
  /** The first, and those that count. */
  private static final int VALIDATIONS = 3;

  private static final int PHOTOS = 512;
  private static final int ROOF_BATCH = 32;

  private final Experiment experiment;
  private final int batch;
  private final int rounds;

  /**
   * A benchmark of an experiment's network and data path.
   *
   * @param rounds how often each measurement is taken; medians are reported
   */
  public Benchmark(Experiment experiment, int batch, int rounds) {
    this.experiment = experiment;
    this.batch = batch;
    this.rounds = rounds;
  }

  /** Name to value, in the order to print; speeds in images/s. */
  public Map<String, Double> run(Activity activity) throws StudioException {
    Map<String, Double> results = new LinkedHashMap<>();
    double training = training(results, activity);
    results.putAll(patches(activity));
    double pipeline = pipeline(results, activity);
    results.put("pipeline / training", pipeline / training);
    return results;
  }

  /** The network with and without LRN, and the roof over both, interleaved. */
  private double training(Map<String, Double> results, Activity activity) throws StudioException {
    ComputeDevice device =
        ComputeDevice.open(experiment.training().engine(), experiment.training().device());
    NetworkSpec whole = classes(experiment.network());
    NetworkSpec bare =
        new NetworkSpec(
            whole.input(),
            whole.layers().stream().filter(l -> !(l instanceof LayerSpec.Lrn)).toList());
    List<Double> withLrn = new ArrayList<>();
    List<Double> withoutLrn = new ArrayList<>();
    List<Double> convolution = new ArrayList<>();
    double operations;
    var optimizer = experiment.training().optimizer();
    try (TrainingSpeed first = TrainingSpeed.create(whole, optimizer, device, batch);
        TrainingSpeed second = TrainingSpeed.create(bare, optimizer, device, batch)) {
      first.step(); // the first step of each compiles its kernels
      second.step();
      operations = first.operations();
      for (int round = 0; round < rounds; round++) {
        activity.checkCancelled();
        withLrn.add(first.step());
        withoutLrn.add(second.step());
        convolution.add(ConvolutionSpeed.best(device, ROOF_BATCH));
        activity.progress().report("Training steps", round + 1, rounds);
      }
    }
    results.put("training, images/s", batch / median(withLrn));
    results.put("training without LRN, images/s", batch / median(withoutLrn));
    double speed = batch / median(withLrn);
    // A roof is the best that the machine ever showed, not the middle of what others left of it.
    double roof = convolution.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    results.put("LRN, % of the step", 100 * (1 - median(withoutLrn) / median(withLrn)));
    results.put("best convolution, GFLOP/s", roof);
    results.put("training, GFLOP/s", speed * operations / 1e9);
    results.put("training, % of the best convolution", speed * operations / 1e7 / roof);
    return speed;
  }

  /**
   * What the search for the patches that excite units most adds to a pass of validation images; the
   * first images are the dearest, as nearly each is among the strongest so far, and a program's
   * first validation compiles the search.
   */
  public Map<String, Double> patches(Activity activity) throws StudioException {
    ComputeDevice device =
        ComputeDevice.open(experiment.training().engine(), experiment.training().device());
    List<Double> plain = new ArrayList<>();
    List<Double> searching = new ArrayList<>();
    Map<String, Double> results = new LinkedHashMap<>();
    try (ValidationSpeed speed =
        new ValidationSpeed(classes(experiment.network()), device, batch)) {
      speed.pass(); // the first pass compiles
      for (int validation = 0; validation < VALIDATIONS; validation++) {
        speed.begin();
        for (int round = 0; round < rounds; round++) {
          activity.checkCancelled();
          speed.draw();
          // By turns the one and the other comes first.
          if ((validation + round) % 2 == 0) {
            searching.add(speed.search());
          }
          plain.add(speed.pass());
          if ((validation + round) % 2 == 1) {
            searching.add(speed.search());
          }
          activity
              .progress()
              .report("Validation passes", validation * rounds + round + 1, VALIDATIONS * rounds);
        }
        if (validation == 0) {
          results.put("top patches, % of the first validation", added(searching, plain));
          searching.clear();
          plain.clear();
        }
      }
    }
    results.put("validation, images/s", batch / median(plain));
    results.put("validation with top patches, images/s", batch / median(searching));
    results.put("top patches, % of validation", added(searching, plain));
    return results;
  }

  private static double added(List<Double> searching, List<Double> plain) {
    return 100 * (sum(searching) / sum(plain) - 1);
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  static NetworkSpec classes(NetworkSpec network) {
    return network.unresolved() ? network.withClasses(10) : network;
  }

  /** Drawn photographs of the size of a web picture: packed, then read as for training. */
  private double pipeline(Map<String, Double> results, Activity activity) throws StudioException {
    return BenchmarkFolder.use(folder -> pipeline(folder, results, activity));
  }

  private double pipeline(Path folder, Map<String, Double> results, Activity activity)
      throws StudioException, IOException {
    DrawnPhotos.write(folder.resolve("photos"), PHOTOS, activity);
    Experiment drawn =
        experiment.withData(
            experiment
                .data()
                .withSource(
                    new SourceSpec.OnDisk(
                        SourceSpec.Kind.IMAGE_FOLDER, folder.resolve("photos").toString(), 0)));
    long before = System.nanoTime();
    try (PackedImages images = open(drawn, folder.resolve("cache"), activity)) {
      results.put("preparation, images/s", PHOTOS / seconds(before));
      ImageStatistics statistics =
          ImageStatistics.of(images, PrepareListener.NONE, activity.cancelled());
      Normaliser normaliser =
          Normaliser.of(drawn.data().normalise(), images.channels(), images.side(), statistics);
      List<Double> epochs = new ArrayList<>();
      for (int epoch = 1; epoch <= rounds; epoch++) {
        activity.checkCancelled();
        epochs.add(epoch(drawn, images, normaliser, statistics, epoch));
      }
      int steps = BatchLoader.stepsPerEpoch(PHOTOS, batch);
      results.put("input pipeline, batches/s", steps / median(epochs));
      results.put("input pipeline, images/s", (double) steps * batch / median(epochs));
      return steps * batch / median(epochs);
    }
  }

  private static PackedImages open(Experiment drawn, Path cache, Activity activity)
      throws StudioException {
    return PackedImages.open(
        drawn.data(),
        drawn.network().input().channels(),
        drawn.seed(),
        cache,
        activity.listener("Preparing images"),
        activity.cancelled());
  }

  private double epoch(
      Experiment drawn,
      PackedImages images,
      Normaliser normaliser,
      ImageStatistics statistics,
      int epoch) {
    long before = System.nanoTime();
    try (BatchLoader loader =
        BatchLoader.training(
            images,
            normaliser,
            statistics,
            drawn.data().augment(),
            batch,
            drawn.seed(),
            epoch,
            0,
            BatchLoader.defaultWorkers())) {
      for (BatchLoader.Batch b = loader.next(); b != null; b = loader.next()) {
        b.close();
      }
    }
    return seconds(before);
  }

  private static double seconds(long before) {
    return (System.nanoTime() - before) / 1e9;
  }

  /** The middle value, or the mean of the two in the middle; of at least one value. */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
