package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Scalars;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.export.TensorBoardExport;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.support.EventFileReader;
import org.alexnetstudio.support.EventFileReader.Event;
import org.alexnetstudio.support.EventFileReader.Value;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files of a run that was stopped and resumed: what TensorBoard reads of them is the run. */
class LiveTensorBoardTest {
  @TempDir Path folder;

  private TrainingJob start(boolean on) throws Exception {
    Path file = SmallExperiment.write(folder, 12);
    Map<String, String> overrides =
        Map.of(
            "training.epochs", "3",
            "monitor.everySteps", "2",
            "monitor.tensorboard", Boolean.toString(on));
    return TrainingJob.start(
        ExperimentFile.read(file, overrides),
        folder.resolve("runs"),
        new AppFolders(folder.resolve("cache")),
        Activity.SILENT);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** What TensorBoard knows in the end: a restart voids what came at its step and later. */
  private static List<Event> read(List<Path> files) throws IOException {
    List<Event> known = new ArrayList<>();
    for (Path file : files) {
      assertTrue(file.getFileName().toString().contains("tfevents"));
      List<Event> events = EventFileReader.read(Files.readAllBytes(file));
      assertEquals("brain.Event:2", events.get(0).version());
      for (Event event : events.subList(1, events.size())) {
        if (event.sessionStatus() == 1) {
          known.removeIf(earlier -> earlier.step() >= event.step());
        } else {
          known.add(event);
        }
      }
    }
    return known;
  }

  /** Of one name: the values by step. */
  private static Map<Long, Value> curve(List<Event> events, String tag) {
    Map<Long, Value> curve = new TreeMap<>();
    for (Event event : events) {
      for (Value value : event.values()) {
        if (value.tag().equals(tag)) {
          curve.put(event.step(), value);
        }
      }
    }
    return curve;
  }

  private static void assertTellsTheRun(Path run, List<Event> told) throws Exception {
    RunFolder opened = RunFolder.open(run);
    for (String name : Scalars.NAMES) {
      Map<Long, Float> expected = new TreeMap<>();
      for (RunEvent event : opened.readEvents()) {
        Double value = Scalars.of(event).get(name);
        if (value != null) {
          expected.put((long) event.step(), value.floatValue());
        }
      }
      assertFalse(expected.isEmpty(), name);
      Map<Long, Float> found = new TreeMap<>();
      curve(told, name).forEach((step, value) -> found.put(step, value.scalar()));
      assertEquals(expected, found, name);
    }
    Map<Long, Value> pictures = curve(told, "conv1/filters");
    Map<Long, Value> histograms = curve(told, "conv1/weights");
    for (int step : opened.timeline().steps()) {
      Snapshot snapshot = opened.timeline().read(step);
      FilterBank filters = snapshot.filters();
      assertEquals(filters.weights().length, histograms.get((long) step).figures()[2]);
      Value value = pictures.get((long) step);
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(value.image()));
      assertEquals(value.width(), picture.getWidth());
      assertEquals(value.height(), picture.getHeight());
      // 8 filters of 5 x 5, three across, each weight 8 x 8 pixels; the fifth is in the middle.
      assertEquals(3 * 41 - 1, picture.getWidth());
      int[] pixels = FilterRaster.argb(filters, 4, FilterRaster.limit(filters, 4));
      assertEquals(pixels[0], picture.getRGB(41, 41));
      assertEquals(pixels[24], picture.getRGB(80, 80));
    }
  }

  @Test
  void aStopAndAResumeMakeOneHistory() throws Exception {
    Path run;
    try (TrainingJob job = start(true)) {
      run = job.run().path();
      int[] steps = {0};
      EndReason reason =
          job.train(
              event -> {},
              snapshot -> {},
              () -> {
                if (++steps[0] == 5) {
                  job.control().stop();
                }
              });
      assertEquals(EndReason.STOPPED, reason);
    }
    AppFolders folders = new AppFolders(folder.resolve("cache"));
    try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    List<Path> files = files(run.resolve("tensorboard"));
    assertEquals(2, files.size());
    assertTellsTheRun(run, read(files));

    Path exported = TensorBoardExport.write(run, folder.resolve("board"));
    assertEquals(exported, TensorBoardExport.write(run, folder.resolve("board")));
    assertEquals(List.of(exported), files(folder.resolve("board")));
    assertTellsTheRun(run, read(List.of(exported)));
  }

  @Test
  void nothingIsWrittenWhereItIsOffOrCannotBe() throws Exception {
    try (TrainingJob job = start(false)) {
      job.train(event -> {}, snapshot -> {}, () -> {});
      assertTrue(Files.notExists(job.run().path().resolve("tensorboard")));
    }
    try (TrainingJob job = start(true)) {
      Files.writeString(job.run().path().resolve("tensorboard"), "in the way");
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
  }
}
