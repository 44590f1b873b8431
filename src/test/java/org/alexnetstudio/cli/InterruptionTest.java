package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunState;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.support.StudioProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and a polite kill end the program with its work kept. */
class InterruptionTest {
  @TempDir Path folder;
  private StudioProcess studio;
  private Path runs;

  @BeforeEach
  void signalsAreKnownHere() {
    assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "skipped: Windows has no signals");
    studio = new StudioProcess(folder);
    runs = folder.resolve("runs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalWhileTrainingLeavesACheckpointToGoOnFrom(String signal) throws Exception {
    Path experiment = SmallExperiment.write(folder, 20);
    Process process =
        studio.start(
            "train",
            experiment.toString(),
            "--set",
            "training.epochs=100000",
            "--set",
            "training.checkpoint.everySteps=0",
            "--runs",
            runs.toString());
    await(process, () -> lines(runs, "events.jsonl") > 30);
    Path run = StudioProcess.onlyRun(runs);
    new StudioTerminal(folder.resolve("cache/alexnet-studio"))
        .run("resume", run)
        .isBadInput("in use", Long.toString(process.pid()));
    send(signal, process);
    StudioProcess.Result result = studio.finish(process);

    assertEquals(130, result.exit(), result.err());
    assertTrue(result.err().contains("the checkpoint is written"), result.err());
    assertEquals(run.toString(), result.out().strip());
    RunFolder stopped = RunFolder.open(run);
    assertEquals(RunState.STOPPED, stopped.info().state());
    List<RunEvent> events = stopped.readEvents();
    int lastStep =
        events.stream()
            .filter(StepEvent.class::isInstance)
            .mapToInt(RunEvent::step)
            .max()
            .orElseThrow();
    assertEquals(lastStep, stopped.checkpoints().latest().state().step());
    assertTrue(events.stream().anyMatch(e -> e instanceof CheckpointEvent && e.step() == lastStep));
    assertEquals(List.of("best", "latest"), checkpointNames(run), "nothing half-written");

    // The frozen experiment is shortened, so that the run has an end.
    Path frozen = run.resolve("experiment.json");
    int epochs = stopped.checkpoints().latest().state().epoch();
    Files.writeString(
        frozen, Files.readString(frozen).replaceFirst("100000", Integer.toString(epochs)));
    StudioTerminal.Ran resumed =
        new StudioTerminal(folder.resolve("cache/alexnet-studio")).run("resume", run);
    assertEquals(run, resumed.runFolder());
    assertTrue(resumed.err().contains("Going on after step " + lastStep), resumed.err());
    assertEquals(RunState.COMPLETED, RunFolder.open(run).info().state());
  }

  private static List<String> checkpointNames(Path run) throws IOException {
    return Folders.names(run.resolve("checkpoints")).stream()
        .filter(name -> !name.startsWith("step-"))
        .toList();
  }

  @Test
  void aSignalWhileImagesArePreparedKeepsWhatIsDone() throws Exception {
    Path experiment = SmallExperiment.write(folder, 1500);
    Object[] train = {"train", experiment, "--runs", runs, "--set", "training.epochs=1"};
    Process process = studio.start(Stream.of(train).map(Object::toString).toArray(String[]::new));
    await(process, () -> exists("images.bin"));
    send("INT", process);
    StudioProcess.Result result = studio.finish(process);
    assertEquals(130, result.exit(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains("Interrupted"), result.err());
    assertEquals(List.of(), Folders.names(runs));

    StudioTerminal again = new StudioTerminal(folder.resolve("cache/alexnet-studio"));
    assertEquals(
        List.of("checkpoints"),
        Folders.names(
                again
                    .run(
                        Stream.concat(Stream.of(train), Stream.of("--set", "training.batch=128"))
                            .toArray())
                    .runFolder())
            .stream()
            .filter("checkpoints"::equals)
            .toList());
  }

  /** Whether a file of that name, not empty or not, lies somewhere in the cache. */
  private boolean exists(String name) {
    try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
      return all.anyMatch(path -> path.endsWith(name));
    } catch (IOException | java.io.UncheckedIOException notYet) {
      return false;
    }
  }

  private static long lines(Path runs, String file) {
    try {
      return Files.readAllLines(StudioProcess.onlyRun(runs).resolve(file)).size();
    } catch (IOException | RuntimeException notYet) {
      return 0;
    }
  }

  private static void await(Process process, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(process.isAlive(), "the program ended too early");
      assertTrue(System.nanoTime() < end, "waited for 60 seconds");
      Thread.sleep(5);
    }
  }

  private static void send(String signal, Process process)
      throws IOException, InterruptedException {
    if (signal.equals("INT") && ignoresInterrupts(process)) {
      process.destroyForcibly();
      assumeTrue(
          false, "skipped: these tests run in the background, where a shell has SIGINT ignored");
    }
    assertEquals(
        0,
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
  }

  /** Whether it was given to the process to ignore SIGINT, the second signal; known under Linux. */
  private static boolean ignoresInterrupts(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & 2) != 0);
  }
}
