package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.run.Checkpoint;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.support.PlainSafetensors;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.support.StudioProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training's snapshots: when they are taken, what is in them, what a stop and a resume do. */
class SnapshotsTest {
  @TempDir Path folder;
  private Path file;
  private AppFolders folders;

  @BeforeEach
  void draw() throws IOException {
    // 27 training images, so 3 steps of 8 an epoch.
    file = SmallExperiment.write(folder, 12);
    folders = new AppFolders(folder.resolve("cache"));
  }

  private Path photo(String path) {
    return folder.resolve("photos").resolve(path);
  }

  private TrainingJob start(int epochs, Path... probes) throws StudioException {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("training.epochs", Integer.toString(epochs));
    overrides.put("monitor.everySteps", "2");
    overrides.put(
        "monitor.probes",
        List.of(probes).stream()
            .map(probe -> '"' + probe.toString().replace("\\", "\\\\") + '"')
            .toList()
            .toString());
    return TrainingJob.start(
        ExperimentFile.read(file, overrides), folder.resolve("runs"), folders, Activity.SILENT);
  }

  private static List<Integer> probeSteps(Path run) throws StudioException {
    return RunFolder.open(run).readEvents().stream()
        .filter(ProbeEvent.class::isInstance)
        .map(RunEvent::step)
        .toList();
  }

  @Test
  void beforeTheFirstStepAfterEverySecondAndAtTheEnd() throws Exception {
    Path probe = photo("across/image 0.png");
    List<Snapshot> told = new ArrayList<>();
    try (TrainingJob job = start(3, probe, photo("missing.png"))) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, told::add, () -> {}));
      Path run = job.run().path();
      List<Integer> expected = List.of(0, 2, 4, 6, 8, 9);
      assertEquals(expected, job.run().timeline().steps());
      assertEquals(expected, told.stream().map(Snapshot::step).toList());
      assertEquals(expected, probeSteps(run));
      assertEquals(List.of(1, 1, 2, 2, 3, 3), told.stream().map(Snapshot::epoch).toList());

      for (Snapshot snapshot : told) {
        Snapshot kept = job.run().timeline().read(snapshot.step());
        assertArrayEquals(snapshot.filters().weights(), kept.filters().weights());
        assertEquals(1, kept.probes().size(), "the missing one is left out");
        assertEquals(probe.toString(), kept.probes().get(0).image());
        assertEquals(snapshot.probes().get(0).top(), kept.probes().get(0).top());
      }
      ProbeSnapshot last = told.get(5).probes().get(0);
      assertEquals(
          List.of("conv1", "conv2", "fc3", "fc4"),
          last.maps().stream().map(maps -> maps.layer()).toList());
      assertFalse(
          List.of(told.get(0).filters().weights())
              .equals(List.of(told.get(5).filters().weights())));

      // The last one shows the very weights that the last checkpoint holds.
      PlainSafetensors model = new PlainSafetensors(job.run().checkpoints().latest().modelFile());
      PlainSafetensors kept =
          new PlainSafetensors(run.resolve("timeline/step-00000009.safetensors"));
      assertArrayEquals(model.floats("conv1.weight"), kept.floats("filters"));
    }
  }

  @Test
  void aPinnedImageIsThereFromTheNextSnapshotOnAndOnlyOnce() throws Exception {
    Path first = photo("across/image 0.png");
    Path second = photo("вверх/image 1.png");
    Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
    try (TrainingJob job = start(3, first)) {
      String before = Files.readString(job.run().path().resolve("experiment.json"));
      job.train(
          event -> {
            if (event instanceof StepEvent && event.step() == 3) {
              pin(job, second);
              pin(job, second.getParent().resolve("../вверх/image 1.png"));
              pin(job, first);
              assertThrows(StudioException.class, () -> job.pin(broken));
              assertThrows(StudioException.class, () -> job.pin(folder.resolve("none.png")));
            }
          },
          snapshot -> {},
          () -> {});
      for (int step : job.run().timeline().steps()) {
        assertEquals(
            step < 3 ? List.of(first.toString()) : List.of(first.toString(), second.toString()),
            job.run().timeline().read(step).probes().stream().map(ProbeSnapshot::image).toList());
      }
      assertEquals(before, Files.readString(job.run().path().resolve("experiment.json")));
    }
  }

  private static void pin(TrainingJob job, Path image) {
    try {
      job.pin(image);
    } catch (StudioException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTrainingThatGoesBackTakesItsLaterSnapshotsBack() throws Exception {
    Path run;
    try (TrainingJob job = start(4)) {
      run = job.run().path();
      job.train(
          event -> {
            if (event instanceof StepEvent && event.step() == 7) {
              job.control().stop();
            }
          },
          snapshot -> {},
          () -> {});
      assertEquals(List.of(0, 2, 4, 6, 7), job.run().timeline().steps());
    }
    Map<Integer, float[]> before = new HashMap<>();
    for (int step : RunFolder.open(run).timeline().steps()) {
      before.put(step, RunFolder.open(run).timeline().read(step).filters().weights());
    }
    List<Checkpoint> checkpoints = RunFolder.open(run).checkpoints().list();
    Checkpoint older = checkpoints.get(checkpoints.size() - 1);
    int from = older.state().step();
    assertTrue(from < 7, "step " + from);
    List<Integer> atFirst = new ArrayList<>();
    try (TrainingJob job = TrainingJob.resume(run, older.name(), folders, Activity.SILENT)) {
      job.train(
          event -> {
            if (atFirst.isEmpty()) {
              atFirst.addAll(job.run().timeline().steps());
            }
          },
          snapshot -> {},
          () -> {});
      assertEquals(before.keySet().stream().filter(s -> s <= from).sorted().toList(), atFirst);
      assertEquals(List.of(0, 2, 4, 6, 8, 10, 12), job.run().timeline().steps());
      for (int step : List.of(0, 2, 4, 6)) {
        assertArrayEquals(
            before.get(step), job.run().timeline().read(step).filters().weights(), "step " + step);
      }
    }
  }

  @Test
  void whereNoneCanBeKeptTheTrainingGoesOn() throws Exception {
    List<Snapshot> told = new ArrayList<>();
    try (TrainingJob job = start(2)) {
      Path timeline = job.run().path().resolve("timeline");
      Files.delete(timeline);
      Files.writeString(timeline, "in the way");
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, told::add, () -> {}));
      assertEquals(List.of(0, 2, 4, 6), told.stream().map(Snapshot::step).toList());
      assertEquals(List.of(), job.run().timeline().steps());
      assertEquals("in the way", Files.readString(timeline));
    }
  }

  /** As the window sees it: kept steps after each snapshot, and pinning through the training. */
  @Test
  void theListenerHearsOfSnapshotsAndOfWhatIsKept() throws Exception {
    HeardRun heard = new HeardRun();
    try (Studio studio = new Studio(folders)) {
      Training training =
          studio.start(
              ExperimentFile.read(file, Map.of("training.epochs", "2", "monitor.everySteps", "2")),
              folder.resolve("runs"),
              heard);
      heard.onFirstSnapshot =
          () -> {
            try {
              training.pin(photo("across/image 3.png"));
            } catch (StudioException e) {
              throw new AssertionError(e);
            }
          };
      assertEquals(RunOutcome.Kind.ENDED, training.ended().get().kind());
    }
    assertEquals(List.of(0, 2, 4, 6), heard.snapshots.stream().map(Snapshot::step).toList());
    assertEquals(
        List.of(0, 1, 1, 1), heard.snapshots.stream().map(s -> s.probes().size()).toList());
    assertEquals(
        List.of(List.of(), List.of(0), List.of(0, 2), List.of(0, 2, 4), List.of(0, 2, 4, 6)),
        heard.timelines);

    // Another process follows it: a damaged snapshot does not keep it from the rest.
    Path run = StudioProcess.onlyRun(folder.resolve("runs"));
    Files.writeString(run.resolve("timeline/step-00000006.safetensors"), "torn");
    HeardRun followed = new HeardRun();
    try (Studio studio = new Studio(folders);
        AutoCloseable follower = studio.follow(run, followed)) {
      assertEquals(RunOutcome.Kind.ENDED, followed.outcome.get().kind());
      assertEquals(List.of(List.of(0, 2, 4, 6)), followed.timelines);
      assertEquals(4, studio.snapshot(run, 4).get().step());
    }
  }

  private static final class HeardRun implements RunListener {
    final List<Snapshot> snapshots = new ArrayList<>();
    final List<List<Integer>> timelines = new ArrayList<>();
    final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    volatile Runnable onFirstSnapshot = () -> {};

    @Override
    public void preparing(String part, int done, int total) {}

    @Override
    public void opened(RunDetails run) {}

    @Override
    public void event(RunEvent event) {}

    @Override
    public void snapshot(Snapshot snapshot) {
      snapshots.add(snapshot);
      if (snapshots.size() == 1) {
        onFirstSnapshot.run();
      }
    }

    @Override
    public void timeline(List<Integer> steps) {
      timelines.add(steps);
    }

    @Override
    public void ended(RunOutcome how) {
      outcome.complete(how);
    }
  }
}
