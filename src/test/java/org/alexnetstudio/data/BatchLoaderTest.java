package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alexnetstudio.experiment.AugmentSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches are in order, complete, repeatable, and the same for any number of threads. */
@Timeout(60)
class BatchLoaderTest {
  private static final AugmentSpec AUGMENT = new AugmentSpec(8, 2, true, 0.1);
  private static final int BATCH = 6;

  @TempDir static Path temporary;
  private PackedImages images;
  private ImageStatistics statistics;
  private Normaliser normaliser;

  /** What was in a batch, copied out of its buffer. */
  private record Content(float[] pixels, int[] labels, int[] numbers) {
    static Content of(BatchLoader.Batch batch) {
      FloatBuffer buffer = batch.images();
      assertTrue(buffer.isDirect());
      assertEquals(ByteOrder.nativeOrder(), buffer.order());
      assertEquals(0, buffer.position());
      float[] pixels = new float[buffer.remaining()];
      buffer.get(pixels);
      assertEquals(batch.size(), batch.labels().length);
      return new Content(pixels, batch.labels(), batch.imageNumbers());
    }
  }

  @BeforeEach
  void open() throws Exception {
    Path photos = temporary.resolve("photos");
    if (!photos.toFile().exists()) {
      Fixtures.folder(photos, 20, 15, 12);
    }
    images = Fixtures.open(Fixtures.folderData(photos, 0.2), 3, temporary.resolve("cache"));
    statistics = ImageStatistics.of(images, PrepareListener.NONE, () -> false);
    normaliser = Normaliser.of(Fixtures.folderData(photos, 0).normalise(), 3, 8, statistics);
  }

  private List<Content> epoch(AugmentSpec augment, int epoch, int firstStep, int workers) {
    try (BatchLoader loader =
        BatchLoader.training(
            images, normaliser, statistics, augment, BATCH, 42, epoch, firstStep, workers)) {
      return drain(loader);
    }
  }

  private static List<Content> drain(BatchLoader loader) {
    List<Content> contents = new ArrayList<>();
    for (BatchLoader.Batch batch = loader.next(); batch != null; batch = loader.next()) {
      try (BatchLoader.Batch open = batch) {
        contents.add(Content.of(open));
      }
    }
    assertNull(loader.next());
    return contents;
  }

  private static void assertSame(List<Content> expected, List<Content> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).numbers, actual.get(i).numbers);
      assertArrayEquals(expected.get(i).labels, actual.get(i).labels);
      assertArrayEquals(expected.get(i).pixels, actual.get(i).pixels);
    }
  }

  @Test
  void theNumberOfThreadsAndTheFirstStepChangeNothing() {
    List<Content> one = epoch(AUGMENT, 3, 0, 1);
    assertEquals(images.training().length / BATCH, one.size());
    for (int workers : new int[] {2, 3, 8}) {
      assertSame(one, epoch(AUGMENT, 3, 0, workers));
    }
    for (int step = 1; step <= one.size(); step++) {
      assertSame(one.subList(step, one.size()), epoch(AUGMENT, 3, step, 3));
    }
  }

  @Test
  void anEpochHasEachTrainingImageAtMostOnceAndOtherEpochsAnotherOrder() {
    Set<Integer> training = new HashSet<>();
    Arrays.stream(images.training()).forEach(training::add);
    Set<Integer> seen = new HashSet<>();
    for (Content batch : epoch(AUGMENT, 0, 0, 2)) {
      for (int i = 0; i < BATCH; i++) {
        assertTrue(training.contains(batch.numbers[i]));
        assertTrue(seen.add(batch.numbers[i]));
        assertEquals(images.label(batch.numbers[i]), batch.labels[i]);
      }
    }
    assertFalse(
        Arrays.equals(
            epoch(AUGMENT, 0, 0, 2).get(0).numbers, epoch(AUGMENT, 1, 0, 2).get(0).numbers));
  }

  @Test
  void withoutAugmentationTheImageItselfIsThere() {
    AugmentSpec none = new AugmentSpec(8, 0, false, 0);
    byte[] image = new byte[3 * 64];
    for (Content batch : epoch(none, 5, 0, 2)) {
      for (int i = 0; i < BATCH; i++) {
        images.read(batch.numbers[i], image);
        float[] expected = Crops.centre(normaliser, image, 8);
        assertArrayEquals(expected, Arrays.copyOfRange(batch.pixels, i * 192, (i + 1) * 192));
      }
    }
  }

  @Test
  void validationHasAllImagesInOrder() {
    int[] which = {9, 3, 3, 0, 20, 7, 8, 1};
    try (BatchLoader loader = BatchLoader.validation(images, which, normaliser, 6, 3, 2)) {
      List<Content> batches = drain(loader);
      assertEquals(3, batches.size());
      assertArrayEquals(new int[] {9, 3, 3}, batches.get(0).numbers);
      assertArrayEquals(new int[] {8, 1}, batches.get(2).numbers);
      assertEquals(2 * 3 * 36, batches.get(2).pixels.length);
      byte[] image = new byte[3 * 64];
      images.read(1, image);
      assertArrayEquals(
          Crops.centre(normaliser, image, 6), Arrays.copyOfRange(batches.get(2).pixels, 108, 216));
    }
    try (BatchLoader loader = BatchLoader.validation(images, new int[0], normaliser, 6, 3, 2)) {
      assertNull(loader.next());
    }
  }

  @Test
  void aSetSmallerThanTheBatchIsOneStep() {
    assertEquals(1, BatchLoader.stepsPerEpoch(5, 128));
    assertEquals(7, BatchLoader.stepsPerEpoch(1023, 128));
    try (BatchLoader loader =
        BatchLoader.training(images, normaliser, statistics, AUGMENT, 1000, 1, 0, 0, 2)) {
      List<Content> batches = drain(loader);
      assertEquals(1, batches.size());
      assertEquals(images.training().length, batches.get(0).numbers.length);
    }
  }

  @Test
  void heldBatchesAreNotOverwrittenAndBoundTheMemory() throws Exception {
    List<Content> expected = epoch(AUGMENT, 0, 0, 1);
    try (BatchLoader loader =
        BatchLoader.training(images, normaliser, statistics, AUGMENT, BATCH, 42, 0, 0, 3)) {
      BatchLoader.Batch first = loader.next();
      BatchLoader.Batch second = loader.next();
      Thread.sleep(100);
      assertArrayEquals(expected.get(0).pixels, Content.of(first).pixels);
      assertArrayEquals(expected.get(1).pixels, Content.of(second).pixels);
      first.close();
      first.close();
      second.close();
      assertArrayEquals(expected.get(2).pixels, Content.of(loader.next()).pixels);
    }
  }

  @Test
  void aFailingThreadIsHeardAndClosingInTheMiddleEnds() {
    BatchLoader loader =
        BatchLoader.training(images, normaliser, statistics, AUGMENT, BATCH, 42, 0, 0, 3);
    loader.next();
    assertTimeoutPreemptively(Duration.ofSeconds(10), loader::close);
    images.close();
    try (BatchLoader broken =
        BatchLoader.training(images, normaliser, statistics, AUGMENT, BATCH, 42, 0, 0, 3)) {
      IllegalStateException heard =
          assertThrows(
              IllegalStateException.class,
              () -> {
                while (broken.next() != null) {}
              });
      assertTrue(heard.getMessage().contains("closed"));
    }
  }

  @Test
  void impossibleCropsAreRefused() {
    AugmentSpec large = new AugmentSpec(13, 2, false, 0);
    assertThrows(IllegalArgumentException.class, () -> epoch(large, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchLoader.training(images, normaliser, null, AUGMENT, BATCH, 1, 0, 0, 1));
  }

  @Test
  void viewsAreUniformAndNoiseHasItsSpread() {
    AugmentSpec augment = new AugmentSpec(8, 1, true, 0.1);
    ColourNoise noise = new ColourNoise(statistics, 0.1);
    View.Choice choice = View.random(augment, images.side(), images.channels(), noise, 7, 2);
    int count = 20_000;
    int[] places = new int[9];
    int flips = 0;
    double[] squares = new double[3];
    for (int i = 0; i < count; i++) {
      View view = choice.at(i);
      places[(view.y() + 1) * 3 + view.x() + 1]++;
      flips += view.flip() ? 1 : 0;
      for (int c = 0; c < 3; c++) {
        squares[c] += view.colourShift()[c] * view.colourShift()[c];
      }
    }
    for (int place : places) {
      assertEquals(count / 9.0, place, 200);
    }
    assertEquals(count / 2.0, flips, 300);
    for (int c = 0; c < 3; c++) {
      // The components together have the channel's own variance.
      double expected = 0.1 * statistics.channelStd()[c] * 255;
      assertEquals(expected, Math.sqrt(squares[c] / count), expected * 0.03);
    }
  }
}
