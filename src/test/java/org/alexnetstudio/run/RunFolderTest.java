package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.CheckpointEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final RunInfo INFO =
      RunInfo.starting(42, Map.of("program", "0.1.0", "java", "17"), "cpu", List.of("猫", "dog"));
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

  @TempDir Path folder;

  private static RunFolder create(Path runs, String name) throws StudioException {
    Path path = NewRunFolder.create(runs, name, "{\"name\": \"" + name + "\"}", INFO, TIME);
    return RunFolder.open(path);
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aNewRunHasItsExperimentAndItsState() throws Exception {
    Path runs = folder.resolve("runs");
    RunFolder made = RunFolder.create(runs, "alexnet-2012", "{\"é\":1}\n", INFO);
    assertTrue(made.path().getFileName().toString().matches("\\d{8}-\\d{6}_alexnet-2012"));
    assertEquals(
        List.of("checkpoints", "experiment.json", "exports", "run.json", "timeline"),
        entries(made.path()));
    RunFolder opened = RunFolder.open(made.path());
    for (RunFolder run : List.of(made, opened)) {
      assertEquals("{\"é\":1}\n", run.experimentJson());
      assertEquals(INFO, run.info());
      assertEquals(List.of(), run.readEvents());
      assertEquals(List.of(), run.checkpoints().list());
    }
    try (EventWriter events = made.appendEvents()) {
      events.accept(new CheckpointEvent(0, 1, 1, "latest"));
    }
    assertEquals(1, opened.readEvents().size());
    assertEquals(1, opened.tailEvents().next().size());
  }

  @Test
  void theStateIsReplaced() throws Exception {
    RunFolder run = create(folder, "a");
    assertTrue(Double.isInfinite(run.info().bestLoss()));
    RunInfo better = INFO.withBest(3, 0.1 + 0.2, 0.5);
    run.updateInfo(better);
    assertEquals(better, run.info());
    RunInfo ended = better.withState(RunState.DIVERGED, "The loss is not a number.");
    run.updateInfo(ended);
    assertEquals(ended, RunFolder.open(run.path()).info());
    assertEquals(3, run.info().bestEpoch());
    RunInfo resumed = ended.resumedOn("gpu-0", Map.of());
    assertEquals(RunState.RUNNING, resumed.state());
    assertEquals("", resumed.endReason());
    assertEquals(5, entries(run.path()).size(), "no temporary file is left");
  }

  @Test
  void aTakenNameGetsANumber() throws Exception {
    assertEquals("20260102-030405_a", create(folder, "a").path().getFileName().toString());
    assertEquals("20260102-030405_a-2", create(folder, "a").path().getFileName().toString());
    assertEquals("20260102-030405_a-3", create(folder, "a").path().getFileName().toString());
  }

  @Test
  void runsCreatedAtOnceGetDifferentFolders() throws Exception {
    var executor = Executors.newFixedThreadPool(8);
    try {
      Callable<Path> task = () -> create(folder, "a").path();
      var futures = executor.invokeAll(Collections.nCopies(16, task));
      for (var future : futures) {
        assertEquals(INFO, RunFolder.open(future.get()).info());
      }
      assertEquals(16, entries(folder).size());
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void namesBecomeFolderNames() throws Exception {
    assumeTrue(
        System.getProperty("sun.jnu.encoding").equals("UTF-8"),
        "the locale has no non-ASCII file names");
    assertEquals(
        "20260102-030405_Bäume im März 北京",
        create(folder, "Bäume im März 北京").path().getFileName().toString());
    assertEquals("20260102-030405_a.b", create(folder, "a.b. .").path().getFileName().toString());
    assertEquals(
        "20260102-030405_.._x_y", create(folder, "../x\\y").path().getFileName().toString());
    // 100 letters of 4 bytes: more than a file name may have.
    RunFolder run = create(folder, "𝔸".repeat(100));
    String name = run.path().getFileName().toString();
    assertTrue(name.endsWith("𝔸") && name.getBytes(StandardCharsets.UTF_8).length <= 220, name);
    assertTrue(create(folder, "𝔸".repeat(100)).path().toString().endsWith("𝔸-2"));
    assertEquals(INFO, run.info());
  }

  @Test
  void runsOfFoldersThatCannotBeAreRefused() throws Exception {
    StudioException e =
        assertThrows(StudioException.class, () -> create(folder.resolve("disk/runs"), "a"));
    assertEquals(folder.resolve("disk") + " does not exist", e.why());
    Path file = Files.writeString(folder.resolve("file"), "");
    e = assertThrows(StudioException.class, () -> create(file, "a"));
    assertTrue(e.why().endsWith("is in the way"), e.why());
    assertTrue(e.remedy().startsWith("Choose a folder"), e.remedy());
    assertEquals(List.of("file"), entries(folder));
  }

  @Test
  void aFolderThatMayNotBeWrittenIsRefused() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path runs = Files.createDirectory(folder.resolve("runs"));
    RunFolder run = create(runs, "a");
    Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setPosixFilePermissions(run.path(), PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(runs), "this user may write everywhere");
      StudioException e = assertThrows(StudioException.class, () -> create(runs, "a"));
      assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
      assertEquals("access is denied", e.why());
      assertThrows(StudioException.class, () -> run.updateInfo(INFO));
      assertThrows(StudioException.class, run::appendEvents);
      assertThrows(StudioException.class, run::lock);
      assertEquals(INFO, RunFolder.open(run.path()).info());
    } finally {
      Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(run.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void whatIsNotARunSaysWhatIsMissing() throws Exception {
    Path none = folder.resolve("none");
    assertEquals(
        "there is no such folder",
        assertThrows(StudioException.class, () -> RunFolder.open(none)).why());
    RunFolder run = create(folder, "a");
    Path info = run.path().resolve("run.json");
    String whole = Files.readString(info);
    Files.writeString(info, whole.replace("\"seed\" : 42", "\"seed\" : forty"));
    StudioException e = assertThrows(StudioException.class, () -> RunFolder.open(run.path()));
    assertTrue(e.why().startsWith("line 4: "), e.why());
    Files.write(info, new byte[] {(byte) 0xff});
    e = assertThrows(StudioException.class, () -> RunFolder.open(run.path()));
    assertEquals("it is not a text in UTF-8", e.why());
    Files.delete(info);
    e = assertThrows(StudioException.class, () -> RunFolder.open(run.path()));
    assertEquals("run.json is missing in it", e.why());
  }
}
