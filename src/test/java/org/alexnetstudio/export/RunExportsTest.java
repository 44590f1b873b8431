package org.alexnetstudio.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.run.EventWriter;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunInfo;
import org.alexnetstudio.support.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExportsTest {
  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void create() throws StudioException {
    run =
        RunFolder.create(
            folder, "small", "{}", RunInfo.starting(1, Map.of(), "cpu", List.of("a", "b")));
  }

  private void log(RunEvent... events) throws Exception {
    try (EventWriter writer = run.appendEvents()) {
      List.of(events).forEach(writer::accept);
    }
  }

  private static StepEvent step(int step, double loss) {
    return new StepEvent(1, step, 1, loss, 0.5, 0.01, 100);
  }

  private static FeatureMaps maps(String layer, int units, int side, int grade) {
    byte[] values = new byte[units * side * side];
    Arrays.fill(values, (byte) grade);
    values[0] = (byte) 255;
    float[] figures = new float[units];
    return new FeatureMaps(
        layer, units, side, side, values, -1, 3, figures, figures.clone(), figures.clone());
  }

  private static Snapshot snapshot(int step, int groups) {
    float[] weights = new float[8 * 3 * 5 * 5];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sin(i);
    }
    List<FeatureMaps> maps = List.of(maps("conv1", 8, 10, 128), maps("fc2", 30, 1, 0));
    return new Snapshot(
        1,
        step,
        1,
        new FilterBank("conv1", 8, 3, 5, groups, weights),
        List.of(
            new ProbeSnapshot("/photos/a/cat?.jpeg", List.of(), maps),
            new ProbeSnapshot("C:\\photos\\b\\cat?.png", List.of(), maps)));
  }

  private Map<String, BufferedImage> export() throws Exception {
    Map<String, BufferedImage> pictures = new HashMap<>();
    for (Path file : RunExports.write(run.path())) {
      assertEquals(run.path().resolve("exports"), file.getParent());
      pictures.put(file.getFileName().toString(), ImageIO.read(file.toFile()));
    }
    assertEquals(
        pictures.keySet().stream().sorted().toList(), Folders.names(run.path().resolve("exports")));
    return pictures;
  }

  private static int count(BufferedImage image, int argb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == argb ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void drawsCurvesFiltersAndTheMapsOfEachProbe() throws Exception {
    log(
        new StartEvent(1, 0, 1, 1, 4, 8, 8, "cpu"),
        step(1, 2),
        step(2, 1.5),
        step(3, 1.2),
        step(4, 1),
        new ValidationEvent(1, 4, 1, 1.1, 0.6, 0.9, 8, true));
    run.timeline().save(snapshot(0, 1), 4);
    run.timeline().save(snapshot(4, 2), 4);
    Map<String, BufferedImage> pictures = export();
    assertEquals(
        List.of(
            "curves.png",
            "filters.png",
            "maps-conv1-cat_-2.png",
            "maps-conv1-cat_.png",
            "maps-fc2-cat_-2.png",
            "maps-fc2-cat_.png"),
        pictures.keySet().stream().sorted().toList());

    // Nine pixels for each of a filter's 25: every colour of its raster is there in squares.
    FilterBank bank = snapshot(4, 2).filters();
    for (int filter = 0; filter < 8; filter++) {
      for (int argb : FilterRaster.argb(bank, filter, FilterRaster.limit(bank, filter))) {
        assertEquals(0, count(pictures.get("filters.png"), argb) % 81, "magnified 9 times");
        assertTrue(count(pictures.get("filters.png"), argb) > 0);
      }
    }

    BufferedImage maps = pictures.get("maps-conv1-cat_.png");
    // The bar shows each grade as well, in columns of 12 pixels.
    int grey = count(maps, ColourMap.INFERNO.argb(128));
    assertTrue(grey >= 64 * 799 && grey <= 64 * 799 + 24, "8 maps of 10 x 10, 8 times: " + grey);

    BufferedImage curves = pictures.get("curves.png");
    for (int colour : new int[] {0xff0969da, 0xffbc4c00, 0xff1a7f37, 0xff8250df}) {
      assertTrue(count(curves, colour) > 10, Integer.toHexString(colour));
    }
  }

  @Test
  void towersLieApart() {
    int one = FiltersPicture.draw(snapshot(0, 1).filters(), 0).getHeight();
    int two = FiltersPicture.draw(snapshot(0, 2).filters(), 0).getHeight();
    assertTrue(two > one, "a gap more: " + one + ", " + two);
  }

  @Test
  void aDamagedNewestSnapshotIsPassedOver() throws Exception {
    run.timeline().save(snapshot(0, 1), 4);
    Files.writeString(run.path().resolve("timeline/step-00000004.safetensors"), "torn");
    assertEquals(5, export().size(), "no curves, as there is no step yet");
    Files.writeString(run.path().resolve("timeline/step-00000000.safetensors"), "torn too");
    assertThrows(StudioException.class, () -> RunExports.write(run.path()));
  }

  @Test
  void curvesOfAnyRunCanBeDrawn() {
    List<List<RunEvent>> histories = new ArrayList<>();
    histories.add(List.of(step(1, 2)));
    histories.add(List.of(step(1, Double.NaN)));
    histories.add(List.of(step(1, 0), step(2, 0)));
    histories.add(List.of(step(1, 2), step(2, 1e30), step(3, Double.POSITIVE_INFINITY)));
    histories.add(
        List.of(step(1, 2), new ValidationEvent(1, 1, 1, Double.NaN, Double.NaN, 0, 1, false)));
    for (List<RunEvent> history : histories) {
      assertTrue(CurvesPicture.draw(history).getWidth() > 1000);
    }
  }

  @Test
  void mapsOfAnySizeFitIntoAPicture() {
    for (int[] size : new int[][] {{1, 1}, {7, 3}, {4096, 1}, {1000, 1}, {3, 500}, {384, 13}}) {
      BufferedImage picture = MapsPicture.draw(maps("x", size[0], size[1], 7), "a", 1);
      long pixels = (long) picture.getWidth() * picture.getHeight();
      assertTrue(pixels < 40_000_000, size[0] + " of " + size[1]);
    }
    // 2000 maps of 300 x 300 would be a picture of 180 megapixels.
    BufferedImage large = MapsPicture.draw(maps("x", 2000, 300, 7), "a", 1);
    assertTrue((long) large.getWidth() * large.getHeight() < 40_000_000);
  }

  @Test
  void whatCannotBeDrawnIsTold() throws Exception {
    StudioException nothing =
        assertThrows(StudioException.class, () -> RunExports.write(run.path()));
    assertTrue(nothing.what().startsWith("There is nothing to draw"), nothing.what());
    StudioException noRun = assertThrows(StudioException.class, () -> RunExports.write(folder));
    assertTrue(noRun.what().endsWith("is not a run"), noRun.what());
    log(step(1, 2));
    Files.delete(run.path().resolve("exports"));
    Files.writeString(run.path().resolve("exports"), "in the way");
    StudioException unwritable =
        assertThrows(StudioException.class, () -> RunExports.write(run.path()));
    assertTrue(unwritable.what().endsWith("can't be written"), unwritable.what());
  }
}
