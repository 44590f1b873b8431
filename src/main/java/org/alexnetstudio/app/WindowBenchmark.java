package org.alexnetstudio.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.animation.AnimationTimer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.Benchmark;
import org.alexnetstudio.session.BenchmarkFolder;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.RunListener;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.session.Training;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.shell.StudioWindow;

/**
 * Trains the bundled experiment by turns in the window, with its four panes live, and without, in
 * one process; and, by turns of their own, times the window's pulses.
 */
final class WindowBenchmark {
  private static final int TURN_SECONDS = 10;

  /** Of each turn: what is not yet warm is not counted. */
  private static final double SKIPPED_SECONDS = 2;

  private final Studio studio;
  private final StudioWindow window;
  private final Activity activity;
  private final Pulses pulses = new Pulses();

  WindowBenchmark(Studio studio, StudioWindow window, Activity activity) {
    this.studio = studio;
    this.window = window;
    this.activity = activity;
  }

  /** Runs for about three times {@code seconds}; returns name to value. */
  Map<String, Double> run(int seconds) throws StudioException {
    return BenchmarkFolder.use(
        runs -> {
          try {
            return measure(seconds, runs);
          } catch (InterruptedException e) {
            throw new CancellationException();
          } catch (ExecutionException e) {
            throw StudioException.failed(
                "The window can't be measured", String.valueOf(e.getCause()), "Report this.", e);
          }
        });
  }

  private Map<String, Double> measure(int seconds, Path runs)
      throws StudioException, InterruptedException, ExecutionException {
    int turns = Math.max(1, Math.round((float) seconds / TURN_SECONDS));
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    // The first turns of each kind compile the program, and do not count.
    turnWithout(runs);
    turnInWindow(runs, false);
    for (int turn = 0; turn < turns; turn++) {
      activity.progress().report("Training by turns", turn, turns);
      without.add(speed(turnWithout(runs)));
      with.add(speed(turnInWindow(runs, false)));
      // The timer asks for every pulse, which nobody else does: it has a turn of its own.
      turnInWindow(runs, true);
    }
    without.add(speed(turnWithout(runs)));
    activity.progress().report("Training by turns", turns, turns);
    List<Double> kept = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      // Against the turns before and after it: the machine's own speed changes within minutes.
      kept.add(100 * with.get(turn) / ((without.get(turn) + without.get(turn + 1)) / 2));
    }
    Map<String, Double> results = new LinkedHashMap<>();
    results.put("images/s without the window", Benchmark.median(without));
    results.put("images/s in the window", Benchmark.median(with));
    results.put("share kept, %", Benchmark.median(kept));
    results.put("share kept, lowest turn, %", Collections.min(kept));
    results.put("share kept, highest turn, %", Collections.max(kept));
    results.put("pulse, median, ms", pulses.percentile(0.5));
    results.put("pulse, 95th percentile, ms", pulses.percentile(0.95));
    results.put("pulses a second", pulses.perSecond());
    return results;
  }

  private Path turnWithout(Path runs)
      throws StudioException, InterruptedException, ExecutionException {
    CompletableFuture<Path> folder = new CompletableFuture<>();
    Training training = studio.start(experiment(), runs, new FolderListener(folder));
    Path run = folder.get();
    try {
      rest();
    } finally {
      training.stop();
      training.ended().get();
    }
    return run;
  }

  private Path turnInWindow(Path runs, boolean timed)
      throws StudioException, InterruptedException, ExecutionException {
    Experiment experiment = experiment();
    CompletableFuture<CompletableFuture<Path>> shown = new CompletableFuture<>();
    FxThread.run(
        () -> {
          shown.complete(window.watch(experiment, runs));
          if (timed) {
            pulses.start();
          }
        });
    Path run = shown.get().get();
    try {
      rest();
    } finally {
      CompletableFuture<CompletableFuture<RunOutcome>> stopped = new CompletableFuture<>();
      FxThread.run(
          () -> {
            pulses.stop();
            stopped.complete(window.stop());
          });
      stopped.get().get();
    }
    return run;
  }

  private void rest() throws InterruptedException {
    for (int second = 0; second < TURN_SECONDS; second++) {
      if (activity.cancelled().getAsBoolean()) {
        throw new CancellationException();
      }
      Thread.sleep(1000);
    }
  }

  /** Longer than any turn. */
  private static Experiment experiment() throws StudioException {
    return Presets.read(Presets.DEFAULT, Map.of("training.epochs", "1000"));
  }

  /** Images a second by the run's own log, validations left out. */
  private static double speed(Path run) throws StudioException {
    double seconds = 0;
    double steps = 0;
    double began = 0;
    int epoch = 0;
    for (RunEvent event : RunFolder.open(run).readEvents()) {
      if (event instanceof StepEvent step) {
        began = began == 0 ? step.timeMillis() : began;
        boolean warm = step.timeMillis() - began > 1000 * SKIPPED_SECONDS;
        if (warm && step.epoch() == epoch) {
          steps++;
          seconds += 1 / step.imagesPerSecond();
        }
        epoch = step.epoch();
      }
    }
    return steps / seconds;
  }

  /** The times between the window's pulses. */
  private static final class Pulses extends AnimationTimer {
    private final List<Double> millis = new ArrayList<>();
    private long last;

    @Override
    public void start() {
      last = 0;
      super.start();
    }

    @Override
    public void handle(long now) {
      if (last > 0) {
        millis.add((now - last) / 1e6);
      }
      last = now;
    }

    double percentile(double share) {
      List<Double> sorted = millis.stream().sorted().toList();
      return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
    }

    double perSecond() {
      return millis.size() * 1000 / millis.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  private record FolderListener(CompletableFuture<Path> folder) implements RunListener {
    @Override
    public void preparing(String part, int done, int total) {}

    @Override
    public void opened(RunDetails run) {
      folder.complete(run.folder());
    }

    @Override
    public void event(RunEvent event) {}

    @Override
    public void snapshot(Snapshot snapshot) {}

    @Override
    public void timeline(List<Integer> steps) {}

    @Override
    public void ended(RunOutcome outcome) {
      folder.completeExceptionally(
          outcome.problem() == null ? new CancellationException() : outcome.problem());
    }
  }
}
