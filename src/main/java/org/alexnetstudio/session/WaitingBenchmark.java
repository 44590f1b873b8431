package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.MonitorSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.Surgery;

/**
 * Measures how long a person waits for an answer from inside a network while it trains, with the
 * validations, snapshots and checkpoints of a training, and once more when it has ended.
 */
public final class WaitingBenchmark {
  private static final int STEPS_PER_EPOCH = 6;
  private static final int SNAPSHOT_EVERY = 4;

  /** The training is stopped when all was asked. */
  private static final int ENDLESS = 100_000;

  /** Steps that are timed before anything is asked. */
  private static final int UNDISTURBED = 5;

  private final Experiment experiment;
  private final int batch;
  private final int rounds;

  /**
   * A benchmark of an experiment's network on drawn photographs.
   *
   * @param batch images in a step
   * @param rounds how often each question is asked, at any moment of a step
   */
  public WaitingBenchmark(Experiment experiment, int batch, int rounds) {
    this.experiment = experiment;
    this.batch = batch;
    this.rounds = rounds;
  }

  /** A question as the window asks it; its answer completes it. */
  private record Question(String name, Supplier<CompletableFuture<?>> ask) {}

  /**
   * Name to milliseconds: of each question the median with and without training and the longest
   * with it, the median of the steps, and how much longer than without training anybody waited.
   */
  public Map<String, Double> run(Activity activity) throws StudioException {
    int validation = 2 * batch;
    int photos = STEPS_PER_EPOCH * batch + validation;
    return BenchmarkFolder.use(
        folder -> {
          DrawnPhotos.write(folder.resolve("photos"), photos, activity);
          return measure(folder, (double) validation / photos, activity);
        });
  }

  private Map<String, Double> measure(Path folder, double validation, Activity activity)
      throws StudioException, IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Path image = folder.resolve("photos").resolve("even").resolve("0.jpg");
    StepTimes steps = new StepTimes(activity);
    try (Studio studio = new Studio(new AppFolders(folder.resolve("cache")))) {
      List<Question> questions = questions(studio, image);
      Map<String, List<Double>> whileTraining = new LinkedHashMap<>();
      Map<String, List<Double>> afterwards = new LinkedHashMap<>();
      Training training = studio.start(drawn(folder, validation, image), runs, steps);
      try {
        steps.await(UNDISTURBED);
        double step = Benchmark.median(steps.millis());
        ask(questions, whileTraining, step, activity);
        training.stop();
        training.ended().join();
        ask(questions, afterwards, 0, activity);
        return results(step, whileTraining, afterwards);
      } finally {
        training.stop();
        training.ended().join();
      }
    }
  }

  private Experiment drawn(Path folder, double validation, Path probe) {
    SourceSpec photos =
        new SourceSpec.OnDisk(
            SourceSpec.Kind.IMAGE_FOLDER, folder.resolve("photos").toString(), validation);
    return experiment
        .withData(experiment.data().withSource(photos))
        .withNetwork(experiment.network().withClasses(LayerSpec.FullyConnected.CLASSES))
        .withTraining(experiment.training().withBatch(batch).withEpochs(ENDLESS))
        .withMonitor(new MonitorSpec(SNAPSHOT_EVERY, List.of(probe.toString()), false));
  }

  private List<Question> questions(Studio studio, Path image) {
    Explorer explorer = studio.explorer();
    List<Question> questions = new ArrayList<>();
    questions.add(new Question("top-5", () -> studio.network().classify(image, false)));
    for (int layer : experiment.network().numbersOf(LayerSpec.Conv.class)) {
      questions.add(
          new Question(
              "units of " + experiment.network().layers().get(layer - 1).name(),
              () -> explorer.layer(image, Surgery.NONE, layer)));
    }
    List<Integer> convolutions = experiment.network().numbersOf(LayerSpec.Conv.class);
    if (!convolutions.isEmpty()) {
      int last = convolutions.get(convolutions.size() - 1);
      questions.add(
          new Question(
              "guided backprop of a unit",
              () -> explorer.unit(image, Surgery.NONE, last, 0, null, BackwardRule.GUIDED)));
      questions.add(
          new Question(
              "Grad-CAM",
              () -> explorer.explain(image, Surgery.NONE, new Explanation.GradCam(last), 0)));
      questions.add(
          new Question(
              "the first why of an image",
              () ->
                  explorer.overviewExplained(
                      image, Surgery.NONE, seen -> new Explanation.GradCam(last), seen -> 0)));
    }
    questions.add(
        new Question("first progress of occlusion", () -> firstOfOcclusion(explorer, image)));
    return questions;
  }

  /** Completes when the first parts of the image were hidden, and asks no further. */
  private static CompletableFuture<?> firstOfOcclusion(Explorer explorer, Path image) {
    CompletableFuture<Boolean> first = new CompletableFuture<>();
    CompletableFuture<?> whole =
        explorer.occlusion(
            image,
            Surgery.NONE,
            0,
            ExplorationBenchmark.OCCLUSION_SQUARE,
            ExplorationBenchmark.OCCLUSION_STRIDE,
            (part, done, total) -> {
              if (done > 0) {
                first.complete(true);
              }
            });
    return whole
        .thenApply(all -> true)
        .applyToEither(first, done -> done)
        .whenComplete((done, problem) -> whole.cancel(false));
  }

  /**
   * Asks each question so many times, by turns.
   *
   * @param step milliseconds over which the moments are spread; 0: one after the other
   */
  private void ask(
      List<Question> questions, Map<String, List<Double>> times, double step, Activity activity)
      throws StudioException {
    SplittableRandom random = new SplittableRandom(1);
    String part = step > 0 ? "Asking while it trains" : "Asking afterwards";
    // The first one compiles, and does not count.
    for (int round = 0; round <= rounds; round++) {
      activity.progress().report(part, round, rounds + 1);
      for (Question question : questions) {
        activity.checkCancelled();
        double millis = ask(question, random.nextDouble() * step);
        if (round > 0) {
          times.computeIfAbsent(question.name(), name -> new ArrayList<>()).add(millis);
        }
      }
    }
    activity.progress().report(part, rounds + 1, rounds + 1);
  }

  private static double ask(Question question, double pauseMillis) throws StudioException {
    try {
      Thread.sleep((long) pauseMillis);
      long before = System.nanoTime();
      Work.await(question.ask().get());
      return (System.nanoTime() - before) / 1e6;
    } catch (StudioException e) {
      throw e;
    } catch (Exception e) {
      throw StudioException.failed(
          "The question about " + question.name() + " got no answer",
          String.valueOf(e.getMessage()),
          "Measure again.",
          e);
    }
  }

  private static Map<String, Double> results(
      double step, Map<String, List<Double>> training, Map<String, List<Double>> afterwards) {
    Map<String, Double> results = new LinkedHashMap<>();
    double longest = 0;
    for (Map.Entry<String, List<Double>> each : training.entrySet()) {
      String name = each.getKey();
      List<Double> times = each.getValue();
      double idle = Benchmark.median(afterwards.getOrDefault(name, List.of()));
      double worst = Collections.max(times);
      results.put(name + ", asked, ms", idle);
      results.put(name + ", while training, ms", Benchmark.median(times));
      results.put(name + ", while training, longest, ms", worst);
      longest = Math.max(longest, worst - idle);
    }
    results.put("a step takes, ms", step);
    results.put("waited for the training at most, ms", longest);
    results.put("waited at most, % of a step", 100 * longest / step);
    return results;
  }
}
