package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.CheckpointSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.MonitorSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.experiment.TrainingSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.run.EventWriter;
import org.alexnetstudio.training.TrainingSpeed;

/**
 * Measures a whole training, from files of photographs to the run folder: what its input costs
 * against tensors that are ready, and what events, timeline and checkpoints take.
 */
public final class RunBenchmark {
  private static final int STEPS_PER_EPOCH = 10;
  private static final int SNAPSHOT_EVERY = 4;
  private static final int CHECKPOINT_EVERY = 5;
  private static final int EVENTS = 1000;

  /** After each epoch, whose next step does not count. */
  private static final int READY_STEPS = 3;

  private static final double MINUTE = 60_000;

  private final Experiment experiment;
  private final int batch;
  private final int rounds;

  /**
   * A benchmark of an experiment on drawn photographs.
   *
   * @param batch images in a step
   * @param rounds how many epochs of ten steps are trained
   */
  public RunBenchmark(Experiment experiment, int batch, int rounds) {
    this.experiment = experiment;
    this.batch = batch;
    this.rounds = rounds;
  }

  /** Milliseconds of steps, apart by what was done since the step before. */
  private static final class Steps implements EventSink {
    private final List<Double> plain = new ArrayList<>();
    private final List<Double> afterSnapshot = new ArrayList<>();
    private final List<Double> afterCheckpoint = new ArrayList<>();
    private long before;

    @Override
    public void accept(RunEvent event) {
      if (event instanceof StepEvent step) {
        long now = System.nanoTime();
        int inEpoch = (step.step() - 1) % STEPS_PER_EPOCH;
        // An epoch's first step begins with its end's validation and checkpoint, and an empty
        // loader.
        if (inEpoch > 0) {
          listAfter(step.step() - 1).add((now - before) / 1e6);
        }
        before = now;
      }
    }

    private List<Double> listAfter(int step) {
      if (step % SNAPSHOT_EVERY == 0) {
        return afterSnapshot;
      }
      return step % CHECKPOINT_EVERY == 0 ? afterCheckpoint : plain;
    }
  }

  /** Name to milliseconds and shares of a training, in the order to print. */
  public Map<String, Double> run(Activity activity) throws StudioException {
    return BenchmarkFolder.use(
        folder -> {
          DrawnPhotos.write(folder.resolve("photos"), STEPS_PER_EPOCH * batch, activity);
          return measure(folder, activity);
        });
  }

  private Map<String, Double> measure(Path folder, Activity activity) throws StudioException {
    TrainingSpec training = experiment.training();
    ComputeDevice device = ComputeDevice.open(training.engine(), training.device());
    List<Double> ready = new ArrayList<>();
    Steps steps = new Steps();
    double event;
    try (TrainingJob job =
            TrainingJob.start(
                drawn(folder),
                folder.resolve("runs"),
                new AppFolders(folder.resolve("cache")),
                activity);
        TrainingSpeed tensors =
            TrainingSpeed.create(
                Benchmark.classes(experiment.network()), training.optimizer(), device, batch)) {
      job.train(
          EventSink.all(
              steps,
              done -> {
                if (done instanceof StepEvent step) {
                  if (step.step() % STEPS_PER_EPOCH == 0) {
                    // The first one waits for what the run's step has left to do, or compiles.
                    tensors.step();
                    for (int i = 0; i < READY_STEPS; i++) {
                      ready.add(1e3 * tensors.step());
                    }
                  }
                  activity.checkCancelled();
                  activity.progress().report("Steps", step.step(), rounds * STEPS_PER_EPOCH);
                }
              }),
          snapshot -> {},
          () -> {});
      event = event(job);
    }
    return results(steps, ready, event);
  }

  private Experiment drawn(Path folder) {
    SourceSpec photos =
        new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, folder.resolve("photos").toString(), 0);
    Path probe = folder.resolve("photos").resolve("even").resolve("0.jpg");
    TrainingSpec training = experiment.training();
    return experiment
        .withData(experiment.data().withSource(photos))
        .withNetwork(experiment.network().withClasses(LayerSpec.FullyConnected.CLASSES))
        .withTraining(
            new TrainingSpec(
                batch,
                rounds,
                training.optimizer(),
                training.schedule(),
                new CheckpointSpec(0, CHECKPOINT_EVERY, 1),
                training.engine(),
                training.device()))
        .withMonitor(new MonitorSpec(SNAPSHOT_EVERY, List.of(probe.toString()), false));
  }

  /** Milliseconds for one line of the run's log. */
  private static double event(TrainingJob job) throws StudioException {
    try (EventWriter log = job.run().appendEvents()) {
      long before = System.nanoTime();
      for (int i = 1; i <= EVENTS; i++) {
        log.accept(new StepEvent(System.currentTimeMillis(), i, 1, 0.5, 0.5, 0.01, 100));
      }
      return (System.nanoTime() - before) / 1e6 / EVENTS;
    } catch (IOException e) {
      throw StudioException.failed(
          "The benchmark can't write its events",
          IoReason.of(e),
          "Free some space in the folder for temporary files.",
          e);
    }
  }

  private Map<String, Double> results(Steps steps, List<Double> ready, double event) {
    double step = Benchmark.median(steps.plain);
    double snapshot = Benchmark.median(steps.afterSnapshot) - step;
    double checkpoint = Benchmark.median(steps.afterCheckpoint) - step;
    CheckpointSpec saved = experiment.training().checkpoint();
    double share =
        (saved.everyMinutes() == 0 ? 0 : checkpoint / (saved.everyMinutes() * MINUTE))
            + (saved.everySteps() == 0 ? 0 : checkpoint / (saved.everySteps() * step));
    Map<String, Double> results = new LinkedHashMap<>();
    results.put("training from photographs, images/s", 1e3 * batch / step);
    results.put("training from ready tensors, images/s", 1e3 * batch / Benchmark.median(ready));
    results.put("input, % of the step", 100 * (1 - Benchmark.median(ready) / step));
    results.put("an event, ms", event);
    results.put("a snapshot, ms", snapshot);
    results.put("a checkpoint, ms", checkpoint);
    results.put("events, % of the training", 100 * event / step);
    results.put(
        "timeline, % of the training", 100 * snapshot / (experiment.monitor().everySteps() * step));
    results.put("checkpoints, % of the training", 100 * share);
    return results;
  }
}
