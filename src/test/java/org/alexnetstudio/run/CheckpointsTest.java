package org.alexnetstudio.run;

import static org.alexnetstudio.run.TestCheckpoints.data;
import static org.alexnetstudio.run.TestCheckpoints.stepOfAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final int FLOATS = 100;

  @TempDir Path folder;

  private static List<String> names(Checkpoints checkpoints) {
    return checkpoints.list().stream()
        .map(checkpoint -> checkpoint.name() + " " + checkpoint.state().step())
        .toList();
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void latestBestAndOlderOnesAreKept() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    assertEquals(List.of(), checkpoints.list());
    assertTrue(
        assertThrows(StudioException.class, checkpoints::latest)
            .remedy()
            .contains("no complete checkpoint"));
    for (int step = 100; step <= 500; step += 100) {
      checkpoints.save(data(step, FLOATS), step == 200, 3);
    }
    assertEquals(
        List.of("latest 500", "best 200", "step-00000400 400", "step-00000300 300"),
        names(checkpoints));
    assertEquals(
        List.of("best", "latest", "step-00000300", "step-00000400"),
        entries(folder.resolve("checkpoints")));
    for (Checkpoint checkpoint : checkpoints.list()) {
      stepOfAll(checkpoint);
      assertEquals(checkpoint, checkpoints.named(checkpoint.name()));
    }
    checkpoints.save(data(600, FLOATS), true, 1);
    assertEquals(List.of("latest 600", "best 600"), names(checkpoints));
    assertEquals(600, stepOfAll(checkpoints.best()));
  }

  /** As when a run is resumed from its best checkpoint: step 300 is another one then. */
  @Test
  void goingBackReplacesWhatCameAfter() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    for (int step : new int[] {100, 200, 300, 400}) {
      checkpoints.save(data(step, FLOATS), false, 3);
    }
    checkpoints.save(data(150, FLOATS), false, 3);
    assertEquals(
        List.of("latest 150", "step-00000400 400", "step-00000300 300"), names(checkpoints));
    checkpoints.save(data(160, FLOATS), false, 3);
    checkpoints.save(data(170, FLOATS), false, 3);
    assertEquals(
        List.of("latest 170", "step-00000160 160", "step-00000150 150"), names(checkpoints));
    checkpoints.save(data(170, FLOATS), false, 3);
    checkpoints.save(data(170, FLOATS), false, 3);
    assertEquals(
        List.of("latest 170", "step-00000170 170", "step-00000160 160"), names(checkpoints));
  }

  @Test
  void aFileCutShortIsNamedWithItsSizesAndWhatElseThereIs() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.save(data(100, FLOATS), true, 2);
    checkpoints.save(data(200, FLOATS), false, 2);
    for (String name : Checkpoint.FILES) {
      Path file = folder.resolve("latest").resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, 5));
      StudioException e = assertThrows(StudioException.class, checkpoints::latest);
      assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
      assertEquals(name + " has 5 bytes, " + whole.length + " should be there", e.why());
      assertEquals(
          "Use another checkpoint with --checkpoint NAME; there are: best, step-00000100.",
          e.remedy());
      Files.delete(file);
      e = assertThrows(StudioException.class, checkpoints::latest);
      assertEquals(name + " is missing", e.why());
      Files.write(file, whole);
      assertEquals(200, stepOfAll(checkpoints.latest()));
    }
    Path state = folder.resolve("latest").resolve("state.json");
    byte[] whole = Files.readAllBytes(state);
    for (int size = 0; size < whole.length - 1; size += 3) {
      Files.write(state, Arrays.copyOf(whole, size));
      assertThrows(StudioException.class, checkpoints::latest, "cut to " + size);
    }
    assertEquals(List.of("best 100", "step-00000100 100"), names(checkpoints));
    checkpoints.save(data(300, FLOATS), false, 2);
    assertEquals(List.of("latest 300", "best 100", "step-00000100 100"), names(checkpoints));
  }

  @Test
  void onlyNamesOfCheckpointsAreNames() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    checkpoints.save(data(100, FLOATS), false, 1);
    for (String name :
        List.of("", ".", "../checkpoints/latest", "step-00000100", "best", ".writing")) {
      StudioException e = assertThrows(StudioException.class, () -> checkpoints.named(name));
      assertTrue(e.remedy().endsWith("there are: latest."), e.remedy());
    }
  }

  @Test
  void aReaderAlwaysFindsThemWhileOthersAreSaved() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.save(data(1, FLOATS), true, 1);
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int step = 2; step <= 40; step++) {
                  checkpoints.save(data(step, FLOATS), true, 1);
                }
              } catch (StudioException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    int last = 1;
    while (writer.isAlive()) {
      int best = new Checkpoints(folder).best().state().step();
      int latest = new Checkpoints(folder).latest().state().step();
      assertTrue(latest >= last - 1 && best >= last - 1, last + ", " + latest + ", " + best);
      last = latest;
    }
    writer.join();
    assertEquals(40, checkpoints.latest().state().step());
  }

  @Test
  void anInterruptedThreadSaves() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    Thread.currentThread().interrupt();
    checkpoints.save(data(100, FLOATS), true, 1);
    assertTrue(Thread.interrupted());
    assertEquals(100, stepOfAll(checkpoints.best()));
  }

  @Test
  void withoutHardLinksTheBestIsACopy() throws Exception {
    Disk fat =
        new Disk() {
          @Override
          void createLink(Path from, Path to) {
            throw new UnsupportedOperationException("no hard links");
          }
        };
    Checkpoints checkpoints = new Checkpoints(folder, fat);
    checkpoints.save(data(100, FLOATS), true, 1);
    assertEquals(100, stepOfAll(checkpoints.best()));
  }

  @Test
  void aFullDiskLeavesTheEarlierCheckpoint() throws Exception {
    new Checkpoints(folder).save(data(100, FLOATS), true, 1);
    Disk full =
        new Disk() {
          @Override
          void writeTensors(Path file, Map<String, String> metadata, List<TensorSource> tensors)
              throws IOException {
            if (file.endsWith(Checkpoint.OPTIMIZER)) {
              Files.write(file, new byte[50]);
              throw new IOException("No space left on device");
            }
            super.writeTensors(file, metadata, tensors);
          }
        };
    Checkpoints checkpoints = new Checkpoints(folder, full);
    StudioException e =
        assertThrows(StudioException.class, () -> checkpoints.save(data(200, 1_000_000), true, 1));
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
    assertTrue(e.what().contains("step 200"), e.what());
    assertTrue(e.why().matches("No space left on device; it needs 8000 kB, .* are free"), e.why());
    assertTrue(e.remedy().contains("earlier checkpoint is still valid"), e.remedy());
    assertEquals(List.of("best", "latest"), entries(folder));
    assertEquals(List.of("latest 100", "best 100"), names(checkpoints));
  }

  /** Dies, as a killed process does, before a given change, or in the middle of it. */
  private static final class DyingDisk extends Disk {
    private int changesLeft;
    private final boolean torn;

    DyingDisk(int changesLeft, boolean torn) {
      this.changesLeft = changesLeft;
      this.torn = torn;
    }

    @Override
    void beforeChange() {
      if (--changesLeft < 0) {
        throw new Killed();
      }
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
      if (torn && changesLeft == 0) {
        Files.write(file, Arrays.copyOf(content, content.length / 2));
      }
      super.write(file, content);
    }

    @Override
    void writeTensors(Path file, Map<String, String> metadata, List<TensorSource> tensors)
        throws IOException {
      if (torn && changesLeft == 0) {
        new Disk().writeTensors(file, metadata, tensors);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));
      }
      super.writeTensors(file, metadata, tensors);
    }
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final int SAVES = 3;

  /**
   * Saves steps {@code from} to 3, of which 1 and 3 are the best; the step of the last save done.
   */
  private static int saveAll(Path folder, Disk disk, int from) throws StudioException {
    Checkpoints checkpoints = new Checkpoints(folder, disk);
    for (int step = from; step <= SAVES; step++) {
      try {
        checkpoints.save(data(step, FLOATS), step % 2 == 1, 2);
      } catch (Killed e) {
        return step - 1;
      }
    }
    return SAVES;
  }

  /** After a kill: what was saved is there; returns the step to resume from. */
  private static int checkAfterKill(Path folder, int done, String place) throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    if (done == 0 && !names(checkpoints).contains("latest 1")) {
      return 0;
    }
    int latest = stepOfAll(checkpoints.latest());
    assertTrue(latest == done || latest == done + 1, place + ": latest is " + latest);
    int best = done % 2 == 1 ? done : done - 1;
    if (best >= 1) {
      int found = stepOfAll(checkpoints.best());
      assertTrue(found == best || found == best + 2, place + ": best is " + found);
    }
    // A run that goes on from here must not lack the best one that its state speaks of.
    assertTrue(stepOfAll(checkpoints.best()) >= (latest % 2 == 1 ? latest : latest - 1), place);
    for (Checkpoint checkpoint : checkpoints.list()) {
      stepOfAll(checkpoint);
    }
    return latest;
  }

  private static void checkEnd(Path folder, String place) throws Exception {
    assertEquals(
        List.of("latest 3", "best 3", "step-00000002 2"), names(new Checkpoints(folder)), place);
    assertEquals(List.of("best", "latest", "step-00000002"), entries(folder), place);
  }

  @Test
  void killedBeforeOrWithinAnyChangeACompleteCheckpointIsThere() throws Exception {
    int changes = 0;
    for (boolean torn : new boolean[] {false, true}) {
      changes = 0;
      for (boolean ended = false; !ended; changes++) {
        Path place = folder.resolve(changes + "-" + torn);
        int done = saveAll(place, new DyingDisk(changes, torn), 1);
        ended = done == SAVES;
        int resumed = checkAfterKill(place, done, place.toString());
        saveAll(place, new Disk(), resumed + 1);
        if (resumed < SAVES) {
          checkEnd(place, place.toString());
        }
      }
    }
    assertTrue(changes > 50, "the kills were at every change, not at " + changes);
  }

  @Test
  void killedAgainAndAgainACompleteCheckpointIsThere() throws Exception {
    Random random = new Random(1);
    for (int trial = 0; trial < 25; trial++) {
      Path place = folder.resolve("trial" + trial);
      int resumed = 0;
      for (int kill = 0; kill < 4 && resumed < SAVES; kill++) {
        Disk disk = new DyingDisk(random.nextInt(35), random.nextBoolean());
        int done = saveAll(place, disk, resumed + 1);
        resumed = checkAfterKill(place, Math.max(done, resumed), place + " kill " + kill);
      }
      if (resumed < SAVES) {
        saveAll(place, new Disk(), resumed + 1);
        checkEnd(place, place.toString());
      }
    }
  }

  @Test
  void leftoversOfAKilledSaveAreRemovedByTheNext() throws Exception {
    Path incomplete = Files.createDirectories(folder.resolve(".writing"));
    Files.write(incomplete.resolve(Checkpoint.MODEL), new byte[10]);
    Files.createDirectories(folder.resolve(".best-old"));
    Checkpoints checkpoints = new Checkpoints(folder);
    assertFalse(Files.exists(folder.resolve("latest")));
    checkpoints.save(data(1, FLOATS), false, 1);
    assertEquals(List.of("latest"), entries(folder));
  }
}
