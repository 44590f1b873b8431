package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.PlainSafetensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  @TempDir Path above;
  private Path folder;
  private Timeline timeline;

  @BeforeEach
  void open() {
    folder = above.resolve("timeline");
    timeline = new Timeline(folder);
  }

  @Test
  void everyNumberComesBack() throws Exception {
    Snapshot saved = TestSnapshots.of(820, 4);
    timeline.save(saved, 20);
    assertEquals(List.of(820), timeline.steps());
    assertEquals(List.of("step-00000820.safetensors"), Folders.names(folder));
    Snapshot read = timeline.read(820);
    assertEquals(saved.timeMillis(), read.timeMillis());
    assertEquals(saved.step(), read.step());
    assertEquals(saved.epoch(), read.epoch());
    FilterBank filters = read.filters();
    assertNotNull(filters);
    assertEquals("conv1", filters.layer());
    assertEquals(2, filters.groups());
    assertEquals(3, filters.channels());
    assertEquals(5, filters.kernel());
    assertArrayEquals(saved.filters().weights(), filters.weights());
    assertEquals(2, read.probes().size());
    for (int i = 0; i < 2; i++) {
      ProbeSnapshot expected = saved.probes().get(i);
      ProbeSnapshot probe = read.probes().get(i);
      assertEquals(expected.image(), probe.image());
      assertEquals(expected.top(), probe.top());
      assertEquals(expected.maps().size(), probe.maps().size());
      for (int layer = 0; layer < expected.maps().size(); layer++) {
        assertSame(expected.maps().get(layer), probe.maps().get(layer));
      }
    }
  }

  private static void assertSame(FeatureMaps expected, FeatureMaps maps) {
    assertEquals(expected.layer(), maps.layer());
    assertEquals(expected.units(), maps.units());
    assertEquals(expected.height(), maps.height());
    assertEquals(expected.width(), maps.width());
    assertArrayEquals(expected.values(), maps.values());
    assertEquals(expected.low(), maps.low());
    assertEquals(expected.high(), maps.high());
    assertArrayEquals(expected.mean(), maps.mean());
    assertArrayEquals(expected.max(), maps.max());
    assertArrayEquals(expected.active(), maps.active());
  }

  @Test
  void anotherProgramCanCheckEveryNumber() throws Exception {
    Snapshot saved = TestSnapshots.of(40, 4);
    timeline.save(saved, 20);
    PlainSafetensors file = new PlainSafetensors(folder.resolve("step-00000040.safetensors"));
    assertEquals("40", file.text("step"));
    assertEquals("1", file.text("epoch"));
    assertEquals(Long.toString(saved.timeMillis()), file.text("time"));
    assertEquals("conv1", file.text("filters.layer"));
    assertEquals("2", file.text("filters.groups"));
    assertArrayEquals(new int[] {4, 3, 5, 5}, file.shape("filters"));
    assertArrayEquals(saved.filters().weights(), file.floats("filters"));
    for (int i = 0; i < 2; i++) {
      assertTrue(file.text("probe" + i).contains("\"type\":\"probe\",\"step\":40,"));
      for (FeatureMaps maps : saved.probes().get(i).maps()) {
        String name = "probe" + i + "." + maps.layer();
        assertArrayEquals(new int[] {maps.units(), maps.height(), maps.width()}, file.shape(name));
        assertArrayEquals(maps.values(), file.bytes(name));
        assertArrayEquals(maps.mean(), file.floats(name + ".mean"));
        assertArrayEquals(maps.max(), file.floats(name + ".max"));
        assertArrayEquals(maps.active(), file.floats(name + ".active"));
        assertEquals(maps.low(), Float.parseFloat(file.text(name + ".low")));
        assertEquals(maps.high(), Float.parseFloat(file.text(name + ".high")));
      }
    }
  }

  @Test
  void aSnapshotOfNothingIsOneToo() throws Exception {
    timeline.save(new Snapshot(1, 0, 1, null, List.of()), 20);
    Snapshot read = timeline.read(0);
    assertNull(read.filters());
    assertEquals(List.of(), read.probes());
  }

  /** For any distance and newest step: bounded, 0 and the newest kept, evenly between them. */
  @Test
  void theDistanceDoublesSoThatTheNumberStaysBelowTheMost() {
    Random random = new Random(1);
    for (int round = 0; round < 10_000; round++) {
      int everySteps = 1 + random.nextInt(1 << random.nextInt(31));
      int newest = random.nextInt(1 << random.nextInt(31));
      long distance = Timeline.distance(newest, everySteps);
      long doubled = distance / everySteps;
      assertEquals(0, distance % everySteps);
      assertEquals(1, Long.bitCount(doubled), "a power of 2");
      long kept = kept(newest, distance);
      assertTrue(kept <= Timeline.MOST, kept + " of " + newest + " by " + everySteps);
      if (doubled > 1) {
        assertTrue(kept(newest, distance / 2) > Timeline.MOST, "no coarser than needed");
      }
    }
  }

  private static long kept(int newest, long distance) {
    return newest == 0 ? 1 : 2 + (newest - 1) / distance;
  }

  /** Goes on from earlier steps, stops where no snapshot is due; ends as a run that never did. */
  @Test
  void killsAndStopsDoNotChangeWhatIsKept() throws Exception {
    Snapshot empty = new Snapshot(1, 0, 1, null, List.of());
    Random random = new Random(2);
    int step = 0;
    int most = 0;
    while (step <= 1300) {
      if (step % 2 == 0) {
        timeline.save(at(empty, step), 2);
        most = Math.max(most, timeline.steps().size());
      }
      step++;
      if (random.nextInt(60) == 0) {
        timeline.save(at(empty, step), 2); // the last one of a stopped training
        step = Math.max(0, step - random.nextInt(40));
        timeline.goBackTo(step);
        assertTrue(last() <= step);
      }
    }
    timeline.save(at(empty, 1300), 2);
    TreeSet<Integer> expected = new TreeSet<>(List.of(1300));
    for (int s = 0; s < 1300; s += 4) {
      expected.add(s);
    }
    assertEquals(List.copyOf(expected), timeline.steps());
    assertTrue(most > 500 && most <= Timeline.MOST, "most " + most);
  }

  private int last() {
    List<Integer> steps = timeline.steps();
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
  }

  private static Snapshot at(Snapshot snapshot, int step) {
    return new Snapshot(snapshot.timeMillis(), step, 1, null, List.of());
  }

  @Test
  void goingBackRemovesLaterOnesAndWhatAKillLeft() throws Exception {
    for (int step = 0; step <= 100; step += 20) {
      timeline.save(TestSnapshots.of(step, 1), 20);
    }
    Files.writeString(folder.resolve(".tmp-left"), "half");
    Files.writeString(folder.resolve("notes.txt"), "somebody's own");
    timeline.goBackTo(50);
    assertEquals(List.of(0, 20, 40), timeline.steps());
    assertEquals(
        List.of(
            "notes.txt",
            "step-00000000.safetensors",
            "step-00000020.safetensors",
            "step-00000040.safetensors"),
        Folders.names(folder));
    new Timeline(above.resolve("none")).goBackTo(0);
  }

  @Test
  void aMissingOneIsNamed() {
    assertEquals(List.of(), timeline.steps());
    StudioException e = assertThrows(StudioException.class, () -> timeline.read(7));
    assertEquals("There is no snapshot of step 7", e.what());
  }

  /** Whatever happened to the bytes: a snapshot or an error with a reason, nothing else. */
  @Test
  void damagedFilesAreToldSo() throws Exception {
    timeline.save(TestSnapshots.of(20, 2), 20);
    Path file = folder.resolve("step-00000020.safetensors");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 1 + length / 8) {
      Files.write(file, Arrays.copyOf(whole, length));
      StudioException e = assertThrows(StudioException.class, () -> timeline.read(20));
      assertEquals("The snapshot of step 20 can't be read", e.what());
      assertTrue(e.why().contains("step-00000020"), e.why());
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        // The header, where most can go wrong.
        damaged[random.nextInt(1500)] = (byte) (32 + random.nextInt(96));
      }
      Files.write(file, damaged);
      try {
        timeline.read(20);
      } catch (StudioException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(refused > 300, "refused " + refused);
    Files.write(file, whole);
    Files.move(file, folder.resolve("step-00000040.safetensors"));
    StudioException moved = assertThrows(StudioException.class, () -> timeline.read(40));
    assertTrue(moved.why().contains("it is a snapshot of step 20"), moved.why());
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamedAndNothingIsLeft() throws Exception {
    Files.writeString(folder, "in the way");
    StudioException e =
        assertThrows(StudioException.class, () -> timeline.save(TestSnapshots.of(0, 1), 20));
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
    assertEquals("Snapshots can't be kept in " + folder, e.what());
    assertEquals(List.of("timeline"), Folders.names(above));
  }

  @Test
  void killsWhileSnapshotsAreSavedTearNone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int saved = 0;
    for (int kill = 0; kill < 5; kill++) {
      try (ChildProcess child = ChildProcess.start(Map.of(), "snapshots", folder.toString())) {
        saved = Integer.parseInt(child.line());
        Thread.sleep(random.nextInt(60), random.nextInt(1_000_000));
        for (String line : child.kill()) {
          saved = Integer.parseInt(line);
        }
      }
      int newest = last();
      assertTrue(newest == saved || newest == saved + 1, newest + " of " + saved + ", " + seed);
      for (int step : timeline.steps()) {
        assertArrayEquals(
            TestSnapshots.of(step, 2000).filters().weights(),
            timeline.read(step).filters().weights());
      }
    }
    timeline.goBackTo(saved);
    assertTrue(Folders.names(folder).stream().noneMatch(name -> name.startsWith(".tmp-")));
  }
}
