package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which moments of a start are timed, by a program that only says them. */
class StartBenchmarkTest {
  @TempDir Path folder;

  @Test
  void theStartIsTimedFromTheCommandOn() throws Exception {
    program(
        """
        if [ "$1" = classify ]; then sleep 0.1; exit 0; fi
        echo $$ >> "$(dirname "$0")/processes"
        echo something else
        sleep 0.2
        echo SHOWN
        sleep 0.3
        echo ANSWERED
        exec sleep 600
        """);

    Map<String, Double> results = benchmark().run(Activity.SILENT);

    List<Double> ms = List.copyOf(results.values());
    assertEquals(4, ms.size(), results.toString());
    assertTrue(ms.get(0) >= 200 && ms.get(1) >= ms.get(0) + 300, results.toString());
    assertTrue(ms.get(2) >= 100 && ms.get(3) > 0, results.toString());
    for (String process : Files.readAllLines(folder.resolve("home/bin/processes"))) {
      assertFalse(
          ProcessHandle.of(Long.parseLong(process)).map(ProcessHandle::isAlive).orElse(false),
          "a window is still open");
    }
    assertTrue(Files.isDirectory(folder.resolve("cache/images")), "packed where it is looked for");
  }

  @Test
  void aWindowThatCannotBeShownSaysWhy() throws Exception {
    program("echo there is no display; exit 1");
    StudioException e = assertThrows(StudioException.class, () -> benchmark().run(Activity.SILENT));
    assertTrue(e.getMessage().contains("there is no display"), e.getMessage());
  }

  @Test
  void aProgramWithoutItsFolderIsRefused() throws StudioException {
    StartBenchmark homeless =
        new StartBenchmark(bundled(), new AppFolders(folder.resolve("cache")), 1);
    assertThrows(StudioException.class, () -> homeless.run(Activity.SILENT));
  }

  private void program(String script) throws Exception {
    assumeTrue(File.separatorChar == '/', "skipped: the program here is a script of a shell");
    Path bin = Files.createDirectories(folder.resolve("home/bin"));
    Path program = Files.writeString(bin.resolve("alexnet-studio"), "#!/bin/sh\n" + script);
    assertTrue(program.toFile().setExecutable(true));
  }

  private StartBenchmark benchmark() throws StudioException {
    AppFolders folders = new AppFolders(folder.resolve("cache"), folder.resolve("home"));
    return new StartBenchmark(bundled(), folders, 1);
  }

  private static Experiment bundled() throws StudioException {
    return Presets.read(Presets.DEFAULT, Map.of());
  }
}
