package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
  void questionsAtTheSameTimeShareOneListing() throws Exception {
    Experiment experiment = photos(DrawnImages.write(temporary, 4));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger listed = new AtomicInteger();
    Listings listings =
        new Listings(
            (wanted, activity) -> {
              listed.incrementAndGet();
              asked.countDown();
              await(goOn);
              activity.checkCancelled();
              return SharedSource.open(wanted, activity);
            });
    AtomicBoolean givenUp = new AtomicBoolean();
    Activity first = new Activity((part, done, total) -> {}, givenUp::get);
    var one = CompletableFuture.supplyAsync(() -> acquire(listings, experiment, first));
    await(asked);
    var two = CompletableFuture.supplyAsync(() -> acquire(listings, experiment, Activity.SILENT));
    var three = CompletableFuture.supplyAsync(() -> acquire(listings, experiment, Activity.SILENT));
    goOn.countDown();
    assertSame(one.get(), two.get());
    assertSame(one.get(), three.get());
    assertEquals(1, listed.get());
    listings.forget();
    assertNotSame(one.get(), listings.acquire(experiment, Activity.SILENT));
  }

  @Test
  void whoWaitsListsThemselvesWhereTheFirstGivesUp() throws Exception {
    Experiment experiment = photos(DrawnImages.write(temporary, 4));
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger listed = new AtomicInteger();
    Listings listings =
        new Listings(
            (wanted, activity) -> {
              if (listed.incrementAndGet() > 1) {
                return SharedSource.open(wanted, activity);
              }
              asked.countDown();
              while (true) {
                activity.checkCancelled();
                Thread.onSpinWait();
              }
            });
    AtomicBoolean givenUp = new AtomicBoolean();
    Activity first = new Activity((part, done, total) -> {}, givenUp::get);
    var one = CompletableFuture.supplyAsync(() -> acquire(listings, experiment, first));
    await(asked);
    var two = CompletableFuture.supplyAsync(() -> acquire(listings, experiment, Activity.SILENT));
    givenUp.set(true);
    assertTrue(two.get(10, TimeUnit.SECONDS).source().size() > 0);
    assertThrows(CompletionException.class, one::join);
    assertEquals(2, listed.get());
  }

  private static SharedSource acquire(Listings listings, Experiment experiment, Activity activity) {
    try {
      return listings.acquire(experiment, activity);
    } catch (StudioException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anArchiveIsClosedWhileNobodyLooks() throws Exception {
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(open), "open files are seen on Linux only");
    Path folder = DrawnImages.write(temporary.resolve("images"), 4);
    Path zip = temporary.resolve("images.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    Experiment experiment =
        Presets.read(
            "alexnet-photos",
            Map.of("data.source.type", "zip", "data.source.path", zip.toString()));
    assertEquals(12, preview.summary(experiment, 5, Activity.SILENT).get().images());
    assertFalse(isOpen(open, zip));
    assertEquals(8, preview.augmented(experiment, 1, 1, Activity.SILENT).get().views().size());
    assertFalse(isOpen(open, zip));
  }

  private static boolean isOpen(Path open, Path file) throws Exception {
    try (Stream<Path> links = Files.list(open)) {
      for (Path link : links.toList()) {
        try {
          if (Files.readSymbolicLink(link).equals(file.toRealPath())) {
            return true;
          }
        } catch (NoSuchFileException gone) {
          // Closed meanwhile.
        }
      }
    }
    return false;
  }

  @Test
  void filesAreReadAndReplacedWhole() throws Exception {
    ExperimentFiles files = new ExperimentFiles(new AppFolders(temporary), Runnable::run);
    Path file = temporary.resolve("an experiment.json");
    files.write(file, "{}").get();
    files.write(file, "{\"a\": \"é\"}").get();
    assertEquals("{\"a\": \"é\"}", files.read(file).get());
    assertThrows(ExecutionException.class, () -> files.read(temporary).get());
    assertThrows(ExecutionException.class, () -> files.write(file.resolve("below"), "").get());
  }
}
