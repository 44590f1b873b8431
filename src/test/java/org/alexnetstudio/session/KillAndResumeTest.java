package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.Timeline;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.support.StudioProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run killed by SIGKILL and resumed goes on to the very numbers of one that never was. */
class KillAndResumeTest {
  private static final int KILLS = 5;

  @Test
  void endsWithTheSameNumbersToTheLastDigit(@TempDir Path folder) throws Exception {
    String experiment = watched(SmallExperiment.write(folder, 60)).toString();
    StudioProcess studio = new StudioProcess(folder);

    Path whole = folder.resolve("whole");
    assertEquals(0, studio.run("train", experiment, "--runs", whole.toString()).exit());
    List<RunEvent> expected = events(StudioProcess.onlyRun(whole));
    long steps = expected.stream().filter(StepEvent.class::isInstance).count();

    // The seed is random, and named where the test fails.
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path killed = folder.resolve("killed");
    Process process = studio.start("train", experiment, "--runs", killed.toString());
    Path run = null;
    for (int kill = 0; kill < KILLS; kill++) {
      // Each life is to get about a seventh of the run further, so that all kills fall into it.
      int lines = 1 + random.nextInt((int) steps / 7);
      run = awaitLines(killed, process, lines, random.nextInt(20));
      process.destroyForcibly().waitFor();
      process = studio.start("resume", run.toString());
    }
    StudioProcess.Result last = studio.finish(process);
    assertEquals(0, last.exit(), last.err());

    List<RunEvent> actual = events(run);
    assertEquals(numbers(expected), numbers(actual), "seed " + seed);
    assertArrayEquals(model(StudioProcess.onlyRun(whole)), model(run), "seed " + seed);
    assertEquals(snapshots(StudioProcess.onlyRun(whole)), snapshots(run), "seed " + seed);
    assertTrue(
        Files.readAllLines(run.resolve("events.jsonl")).stream()
                .filter(line -> line.contains("\"type\":\"start\""))
                .count()
            > KILLS / 2,
        "the kills came before the training");
  }

  /** Waits until the present process has logged so many more events, and a little longer. */
  private static Path awaitLines(Path runs, Process process, int lines, int millis)
      throws IOException, InterruptedException {
    long wanted = -1;
    while (process.isAlive()) {
      Thread.sleep(2);
      if (!Files.isDirectory(runs)) {
        continue;
      }
      Path run;
      try {
        run = StudioProcess.onlyRun(runs);
      } catch (RuntimeException notYet) {
        continue;
      }
      Path log = run.resolve("events.jsonl");
      long there = Files.exists(log) ? Files.readString(log).lines().count() : 0;
      if (wanted < 0) {
        wanted = there + lines;
      }
      if (there >= wanted) {
        Thread.sleep(millis);
        return run;
      }
    }
    throw new AssertionError("the process ended before it was killed");
  }

  private static List<RunEvent> events(Path run) throws StudioException {
    return RunFolder.open(run).readEvents();
  }

  /** All losses of steps and validations. */
  private static List<String> numbers(List<RunEvent> events) {
    return events.stream()
        .filter(e -> e instanceof StepEvent || e instanceof ValidationEvent)
        .map(
            e ->
                e instanceof StepEvent s
                    ? "step " + s.step() + " " + s.loss() + " " + s.learningRate()
                    : "validation " + e.step() + " " + ((ValidationEvent) e).loss())
        .toList();
  }

  /** Looks at it often, so that kills fall between looks too. */
  private static Path watched(Path experiment) throws IOException {
    String text = Files.readString(experiment);
    int end = text.lastIndexOf('}');
    String monitor =
        """
        ,
          "monitor": {"everySteps": 3, "probes": ["photos/across/image 0.png"]}
        }
        """;
    return Files.writeString(experiment, text.substring(0, end).stripTrailing() + monitor);
  }

  /** All that the snapshots show, by step. */
  private static Map<Integer, List<String>> snapshots(Path run) throws StudioException {
    Timeline timeline = RunFolder.open(run).timeline();
    Map<Integer, List<String>> shown = new TreeMap<>();
    for (int step : timeline.steps()) {
      Snapshot snapshot = timeline.read(step);
      List<String> numbers = new ArrayList<>();
      numbers.add(Arrays.toString(snapshot.filters().weights()));
      for (ProbeSnapshot probe : snapshot.probes()) {
        numbers.add(probe.top().toString());
        probe.maps().forEach(maps -> numbers.add(Arrays.toString(maps.values())));
      }
      shown.put(step, numbers);
    }
    return shown;
  }

  private static byte[] model(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("checkpoints/latest/model.safetensors"));
  }
}
