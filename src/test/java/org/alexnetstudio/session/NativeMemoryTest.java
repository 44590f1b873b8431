package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.support.StudioProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training and its snapshots do not leak: the process's resident memory stays flat over 1,000
 * steps.
 */
class NativeMemoryTest {
  /**
   * Enough for the compiler, the pools and the allocator to have taken what they want to keep; a
   * last piece of 11 MB comes once, as late as the 1,500th step.
   */
  private static final int WARM = 2000;

  private static final int STEPS = 1000;

  /** One leaked batch of 8 x 3 x 28 x 28 floats in each step would be 75 MB. */
  private static final long ALLOWED_KB = 12 * 1024;

  @Test
  void residentMemoryStaysFlat(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")),
        "skipped: this system does not tell a process's memory in /proc");
    Path experiment = SmallExperiment.write(folder, 30);
    Path runs = folder.resolve("runs");
    StudioProcess studio = new StudioProcess(folder);
    // The heap is touched in full at the start, so that only native memory can grow.
    Process process =
        studio.start(
            List.of("-Xmx192m", "-Xms192m", "-XX:+AlwaysPreTouch", "-XX:ReservedCodeCacheSize=64m"),
            "train",
            experiment.toString(),
            "--set",
            "training.epochs=1000",
            "--set",
            "monitor.everySteps=5",
            "--set",
            "monitor.probes=" + probes(folder),
            "--runs",
            runs.toString());
    try {
      long warm = residentKb(process, runs, WARM);
      long end = residentKb(process, runs, WARM + STEPS);
      assertTrue(
          end - warm < ALLOWED_KB,
          () -> "after " + WARM + " steps " + warm + " kB, " + STEPS + " later " + end + " kB");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertEquals(137, process.exitValue(), "it was still training");
  }

  private static String probes(Path folder) {
    return Stream.of("across/image 0.png", "вверх/image 0.png")
        .map(image -> '"' + folder.resolve("photos").resolve(image).toString() + '"')
        .toList()
        .toString();
  }

  private static long residentKb(Process process, Path runs, int step)
      throws IOException, InterruptedException {
    String wanted = "\"type\":\"step\",\"step\":" + step + ",";
    while (process.isAlive()) {
      if (Files.isDirectory(runs) && logContains(runs, wanted)) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
          return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow();
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        "the process ended with "
            + process.exitValue()
            + " before step "
            + step
            + "\n"
            + Files.readString(runs.resolveSibling("err.txt")));
  }

  private static boolean logContains(Path runs, String wanted) throws IOException {
    try (Stream<Path> all = Files.list(runs)) {
      Path log =
          all.map(run -> run.resolve("events.jsonl"))
              .filter(Files::exists)
              .findFirst()
              .orElse(null);
      return log != null && Files.readString(log).contains(wanted);
    }
  }
}
