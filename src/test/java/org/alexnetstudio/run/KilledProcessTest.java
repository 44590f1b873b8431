package org.alexnetstudio.run;

import static org.alexnetstudio.run.TestCheckpoints.stepOfAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
  @TempDir Path folder;

  @Test
  void tenKillsWhileCheckpointsAreSavedLoseNone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int saved = 0;
    for (int kill = 0; kill < 10; kill++) {
      try (ChildProcess child = ChildProcess.start(Map.of(), "save", folder.toString())) {
        saved = Integer.parseInt(child.line());
        Thread.sleep(random.nextInt(60), random.nextInt(1_000_000));
        for (String line : child.kill()) {
          saved = Integer.parseInt(line);
        }
      }
      Checkpoints checkpoints = new Checkpoints(folder);
      int latest = stepOfAll(checkpoints.latest());
      assertTrue(
          latest == saved || latest == saved + 1, latest + " of " + saved + ", seed " + seed);
      if (latest >= 3) {
        int best = stepOfAll(checkpoints.best());
        assertTrue(best % 3 == 0 && best >= latest - 2 && best <= latest + 1, "best " + best);
      }
      for (Checkpoint checkpoint : checkpoints.list()) {
        stepOfAll(checkpoint);
      }
    }
  }

  @Test
  void theSecondWriterIsToldTheFirstAndTheLockOfAKilledProcessIsFree() throws Exception {
    RunInfo info = RunInfo.starting(1, Map.of(), "cpu", List.of());
    RunFolder run = RunFolder.create(folder, "locks", "{}", info);
    try (ChildProcess child = ChildProcess.start(Map.of(), "lock", run.path().toString())) {
      assertEquals("locked", child.line());
      assertTrue(run.isLocked());
      StudioException e = assertThrows(StudioException.class, run::lock);
      assertEquals("process " + child.pid() + " writes to this run", e.why());
      assertTrue(run.isLocked(), "to look and to try takes nothing away");
      child.kill();
      assertFalse(run.isLocked());
      run.lock().close();
    }
  }

  @Test
  void aLockHeldHereIsSeenByAnotherProcessAlsoAfterLookingAtIt() throws Exception {
    RunInfo info = RunInfo.starting(1, Map.of(), "cpu", List.of());
    RunFolder run = RunFolder.create(folder, "locks", "{}", info);
    try (RunLock lock = run.lock()) {
      assertTrue(run.isLocked());
      assertTrue(RunFolder.open(run.path()).isLocked());
      StudioException e =
          assertThrows(StudioException.class, () -> RunFolder.open(run.path()).lock());
      assertTrue(e.why().contains("process " + ProcessHandle.current().pid()), e.why());
      try (ChildProcess child = ChildProcess.start(Map.of(), "lock", run.path().toString())) {
        assertTrue(child.line().contains("is in use"));
      }
      lock.close();
    }
    assertFalse(run.isLocked());
    RunLock again = run.lock();
    again.close();
    again.close();
  }

  /** Java 17 knows ASCII file names only, there. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void inTheLocaleOfAServerANonAsciiNameStillMakesARun() throws Exception {
    try (ChildProcess child =
        ChildProcess.start(Map.of("LC_ALL", "C"), "create", folder.toString())) {
      String name = child.line();
      assertTrue(name.matches("\\d{8}-\\d{6}_B_ume __"), name);
      assertTrue(Files.exists(folder.resolve(name).resolve("run.json")));
    }
  }
}
