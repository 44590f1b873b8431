package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.support.DrawnImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window is told of the images. */
class DataPreviewTest {
  @TempDir Path temporary;

  private final DataPreview preview = new DataPreview(Runnable::run);

  private static Experiment photos(Path folder) throws Exception {
    return Presets.read("alexnet-photos", Map.of("data.source.path", folder.toString()));
  }

  @Test
  void classesSizesAndBrokenFilesAreFound() throws Exception {
    Path folder = DrawnImages.write(temporary, 10);
    Files.writeString(folder.resolve("across/broken.png"), "no image");
    DataSummary summary =
        preview.summary(photos(folder), DataPreview.SAMPLE, Activity.SILENT).get();
    assertEquals(DrawnImages.CLASSES.size(), summary.classes().size());
    assertEquals(11, summary.classes().get(0).images());
    assertEquals(31, summary.images());
    assertEquals(3, summary.validation());
    assertEquals(31, summary.checked());
    assertEquals("32 × 32", String.valueOf(summary.smallest()));
    assertEquals(1, summary.problems().size());
    assertEquals("across/broken.png", summary.problems().get(0).image());
    assertFalse(summary.problems().get(0).reason().isBlank());
    assertEquals(5, preview.summary(photos(folder), 5, Activity.SILENT).get().checked());
  }

  @Test
  void viewsAreDrawnFromTheSeed() throws Exception {
    Experiment experiment = photos(DrawnImages.write(temporary, 4));
    AugmentedPreview one = preview.augmented(experiment, 0, 1, Activity.SILENT).get();
    AugmentedPreview same = preview.augmented(experiment, 0, 1, Activity.SILENT).get();
    AugmentedPreview other = preview.augmented(experiment, 0, 2, Activity.SILENT).get();
    assertEquals(8, one.views().size());
    assertEquals(128 * 128, one.views().get(0).length);
    assertEquals(one.image(), other.image());
    for (int i = 0; i < 8; i++) {
      assertTrue(Arrays.equals(one.views().get(i), same.views().get(i)));
    }
    assertFalse(Arrays.equals(one.views().get(0), other.views().get(0)));
    assertNotEquals(
        one.image(), preview.augmented(experiment, 1, 1, Activity.SILENT).get().image());
  }

  @Test
  void bundledImagesAreShownInGrey() throws Exception {
    Experiment experiment = Presets.read(Presets.DEFAULT, Map.of());
    AugmentedPreview views = preview.augmented(experiment, 5, 1, Activity.SILENT).get();
    for (int argb : views.views().get(0)) {
      assertEquals(argb & 0xff, argb >> 16 & 0xff);
      assertEquals(0xff, argb >>> 24);
    }
    DataSummary summary = preview.summary(experiment, 50, Activity.SILENT).get();
    assertEquals(12_000, summary.images());
    assertEquals("28 × 28", String.valueOf(summary.largest()));
  }

  @Test
  void missingSourcesAreToldInWordsAndWorkIsCancelled() throws Exception {
    ExecutionException missing =
        assertThrows(
            ExecutionException.class,
            () -> preview.summary(photos(temporary.resolve("none")), 5, Activity.SILENT).get());
    StudioException heard = (StudioException) missing.getCause();
    assertTrue(heard.what().contains("none"));
    Activity cancelled = new Activity((part, done, total) -> {}, () -> true);
    Path folder = DrawnImages.write(temporary.resolve("images"), 4);
    assertThrows(
        CancellationException.class, () -> preview.summary(photos(folder), 5, cancelled).get());
  }

  @Test
  void filesAreReadAndReplacedWhole() throws Exception {
    ExperimentFiles files = new ExperimentFiles(Runnable::run);
    Path file = temporary.resolve("an experiment.json");
    files.write(file, "{}").get();
    files.write(file, "{\"a\": \"é\"}").get();
    assertEquals("{\"a\": \"é\"}", files.read(file).get());
    assertThrows(ExecutionException.class, () -> files.read(temporary).get());
    assertThrows(ExecutionException.class, () -> files.write(file.resolve("below"), "").get());
  }
}
