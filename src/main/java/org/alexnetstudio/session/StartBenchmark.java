package org.alexnetstudio.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;

/**
 * Times how the program starts, each time in a process of its own: the window, the classification
 * of an image, and a training's way to its first batch where its images are packed already.
 */
public final class StartBenchmark {
  private static final String WHAT = "The start can't be measured";

  private final Experiment experiment;
  private final AppFolders folders;
  private final int rounds;

  /**
   * A benchmark of the program in the folder that {@code folders} name.
   *
   * @param experiment whose images are opened
   * @param rounds how often each start is taken; medians are reported
   */
  public StartBenchmark(Experiment experiment, AppFolders folders, int rounds) {
    this.experiment = experiment;
    this.folders = folders;
    this.rounds = rounds;
  }

  /**
   * Name to milliseconds.
   *
   * @throws StudioException where no window can be shown here, or the program is not in a folder of
   *     its own
   */
  public Map<String, Double> run(Activity activity) throws StudioException {
    return BenchmarkFolder.withFile(experiment, file -> run(file, activity));
  }

  private Map<String, Double> run(Path file, Activity activity) throws StudioException {
    List<Double> shown = new ArrayList<>();
    List<Double> answered = new ArrayList<>();
    List<Double> classified = new ArrayList<>();
    List<Double> opened = new ArrayList<>();
    Path image = SampleImages.photographs().get(0);
    for (int round = 0; round <= rounds; round++) {
      activity.checkCancelled();
      Map<StartMoment, Double> moments = window();
      shown.add(moments.get(StartMoment.SHOWN));
      answered.add(moments.get(StartMoment.ANSWERED));
      classified.add(whole("classify", StarterModel.NAME, image.toString()));
      opened.add(opening(file));
      activity.progress().report("Starts", round, rounds);
    }
    Map<String, Double> results = new LinkedHashMap<>();
    results.put("window, command to its first picture, ms", median(shown));
    results.put("window, command to the first answer, ms", median(answered));
    results.put("classify starter IMAGE, ms", median(classified));
    results.put("training, images opened to first batch, ms", median(opened));
    return results;
  }

  /** The first start unpacks and packs what the others find in the cache, and does not count. */
  private double median(List<Double> seconds) {
    return 1000 * Benchmark.median(seconds.subList(1, rounds + 1));
  }

  private double opening(Path file) throws StudioException {
    try (SpeedProcess process =
        SpeedProcess.start(experiment.training().engine(), true, file, 1, variables())) {
      return process.ask("opening");
    }
  }

  /** Seconds from the command to each moment. */
  private Map<StartMoment, Double> window() throws StudioException {
    Map<StartMoment, Double> moments = new LinkedHashMap<>();
    long before = System.nanoTime();
    Process process = start("window", "--moments");
    try (BufferedReader lines = process.inputReader()) {
      List<String> others = new ArrayList<>();
      while (moments.size() < StartMoment.values().length) {
        String line = lines.readLine();
        if (line == null) {
          throw failed(others);
        }
        moment(line)
            .ifPresentOrElse(moment -> moments.put(moment, since(before)), () -> others.add(line));
      }
      return moments;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      end(process);
    }
  }

  private static Optional<StartMoment> moment(String line) {
    for (StartMoment moment : StartMoment.values()) {
      if (moment.name().equals(line)) {
        return Optional.of(moment);
      }
    }
    return Optional.empty();
  }

  /** Seconds of a command from its start to its end. */
  private double whole(String... arguments) throws StudioException {
    long before = System.nanoTime();
    Process process = start(arguments);
    try (BufferedReader lines = process.inputReader()) {
      List<String> output = lines.lines().toList();
      if (process.waitFor() != 0) {
        throw failed(output);
      }
      return since(before);
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw new CancellationException();
    } finally {
      end(process);
    }
  }

  /** By the start script, as a person starts it. */
  private Process start(String... arguments) throws StudioException {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    Path home = folders.home();
    Path script =
        home == null
            ? null
            : home.resolve(windows ? "bin/alexnet-studio.bat" : "bin/alexnet-studio");
    if (script == null || !Files.isRegularFile(script)) {
      throw StudioException.badInput(
          WHAT,
          "the program was not started from its own folder",
          "Start it by bin/alexnet-studio.");
    }
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(variables());
      return builder.start();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Map<String, String> variables() {
    return Map.of(AppFolders.CACHE_VARIABLE, folders.cache().toString());
  }

  private static double since(long before) {
    return (System.nanoTime() - before) / 1e9;
  }

  private static StudioException failed(List<String> output) {
    return StudioException.failed(
        WHAT,
        output.isEmpty() ? "the program said nothing" : String.join("; ", output),
        "Where there is no display, start it under 'xvfb-run'.",
        null);
  }

  private static StudioException failed(IOException e) {
    return StudioException.failed(WHAT, IoReason.of(e), "Start the program by itself.", e);
  }

  /** With the children that a script may have. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new CancellationException();
    }
  }
}
