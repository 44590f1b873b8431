package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache on disk: what it holds, when it is made anew, and that a kill costs little. */
class PackedImagesTest {
  @TempDir Path temporary;
  private Path photos;
  private Path cache;

  @BeforeEach
  void folders() {
    photos = temporary.resolve("my photos ü");
    cache = temporary.resolve("cache");
  }

  private DataSpec data() {
    return Fixtures.folderData(photos, 0.25);
  }

  private static int colourOf(PackedImages images, int image) {
    byte[] pixels = new byte[images.channels() * images.side() * images.side()];
    images.read(image, pixels);
    for (byte pixel : pixels) {
      assertEquals(pixels[0], pixel);
    }
    return pixels[0] & 0xff;
  }

  private static List<Integer> colours(PackedImages images) {
    List<Integer> colours = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      colours.add(colourOf(images, i));
    }
    return colours;
  }

  @Test
  void holdsEveryImageWithItsLabelAndName() throws Exception {
    Fixtures.folder(photos, 3, 2);
    for (int channels : new int[] {1, 3}) {
      try (PackedImages images = Fixtures.open(data(), channels, cache)) {
        assertEquals(List.of("class-a", "class-b"), images.classNames());
        assertEquals(List.of(0, 1, 2, 40, 41), colours(images));
        assertEquals(1, images.label(3));
        assertEquals("class-b/image 00.png", images.name(3));
        assertEquals(channels, images.channels());
        assertEquals(8, images.side());
        assertTrue(images.rejected().isEmpty());
        assertFalse(Files.exists(images.folder().resolve(PackJournal.FILE)));
      }
    }
  }

  @Test
  void theSecondOpeningDecodesNothing() throws Exception {
    Fixtures.folder(photos, 3, 2);
    AtomicInteger calls = new AtomicInteger();
    List<Integer> first;
    try (PackedImages images =
        PackedImages.open(
            data(), 3, 1, cache, (done, all) -> calls.incrementAndGet(), () -> false)) {
      first = colours(images);
    }
    assertEquals(5, calls.get());
    try (PackedImages images =
        PackedImages.open(
            data(), 3, 1, cache, (done, all) -> calls.incrementAndGet(), () -> false)) {
      assertEquals(first, colours(images));
    }
    assertEquals(5, calls.get());
  }

  @Test
  void oneClassCanBeEvaluatedButNotTrainedOn() throws Exception {
    Fixtures.folder(photos, 2);
    Path table = Files.writeString(photos.resolve("list.csv"), "class-a/image 00.png,a\n");
    for (DataSpec one :
        List.of(data(), Fixtures.data(new SourceSpec.Csv(table.toString(), 0), 8))) {
      StudioException refused =
          assertThrows(StudioException.class, () -> Fixtures.open(one, 3, cache));
      assertTrue(refused.what().startsWith("Only one class, '"), refused.what());
      assertFalse(Files.exists(cache), "nothing is prepared");
    }
    try (PackedImages images =
        PackedImages.openForEvaluation(data(), 3, 1, cache, PrepareListener.NONE, () -> false)) {
      assertEquals(2, images.size());
    }
  }

  @Test
  void changedDataAreAnotherPack() throws Exception {
    Fixtures.folder(photos, 3, 2);
    Path first = Fixtures.open(data(), 3, cache).folder();
    assertEquals(first, Fixtures.open(data(), 3, cache).folder());
    Fixtures.writePng(photos.resolve("class-b/image 01.png"), 9, 0x777777);
    PackedImages changed = Fixtures.open(data(), 3, cache);
    assertNotEquals(first, changed.folder());
    assertEquals(List.of(0, 1, 2, 40, 0x77), colours(changed));
    DataSpec larger = Fixtures.data(data().source(), 9);
    assertNotEquals(changed.folder(), Fixtures.open(larger, 3, cache).folder());
    assertNotEquals(changed.folder(), Fixtures.open(data(), 1, cache).folder());
  }

  @Test
  void undecodableImagesAreLeftOutByName() throws Exception {
    Fixtures.folder(photos, 3, 2);
    Files.writeString(photos.resolve("class-a/image 01.png"), "no image");
    byte[] jpeg = Fixtures.image("colour.jpg");
    Files.write(photos.resolve("class-b/cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
    for (int opening = 0; opening < 2; opening++) {
      try (PackedImages images = Fixtures.open(data(), 3, cache)) {
        assertEquals(List.of(0, 2, 40, 41), colours(images));
        assertEquals(
            List.of("class-a/image 01.png", "class-b/cut.jpg"),
            images.rejected().stream().map(RejectedImage::image).toList());
        assertTrue(images.rejected().get(0).reason().startsWith("not an image"));
        assertTrue(images.rejected().get(1).reason().contains("cut short"));
      }
    }
  }

  @Test
  void aClassWithoutUsableImagesIsAnErrorAndLeavesNothing() throws Exception {
    Fixtures.folder(photos, 3, 1);
    Files.writeString(photos.resolve("class-b/image 00.png"), "no image");
    StudioException refused =
        assertThrows(StudioException.class, () -> Fixtures.open(data(), 3, cache));
    assertEquals(StudioException.Kind.BAD_INPUT, refused.kind());
    assertTrue(refused.what().contains("'class-b'"), refused.what());
    assertTrue(refused.why().contains("class-b/image 00.png: not an image"), refused.why());
    try (Stream<Path> left = Files.walk(cache)) {
      assertEquals(0, left.filter(f -> f.toString().matches(".*(bin|json|jsonl)")).count());
    }
  }

  /** Cancels after {@code images} images, as a kill would, and says how many were asked for. */
  private void prepareAndStop(DataSpec data, int images) {
    AtomicInteger done = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            PackedImages.open(
                data, 3, 1, cache, (n, total) -> done.set(n), () -> done.get() >= images));
  }

  @Test
  void aCancelledPreparationGoesOnAfterItsLastChunk() throws Exception {
    // At this size a chunk has 64 MiB / (3 * 1024 * 1024) = 21 images.
    Fixtures.folder(photos, 20, 10);
    DataSpec data = Fixtures.data(data().source(), 1024);
    prepareAndStop(data, 25);
    Path pack = onlyFolder(cache);
    assertFalse(Files.exists(pack.resolve(PackIndex.FILE)));

    // What a kill may leave: half a chunk in the data file, half a line in the journal.
    Files.write(pack.resolve(PackIndex.DATA_FILE), new byte[12345], StandardOpenOption.APPEND);
    Files.writeString(
        pack.resolve(PackJournal.FILE), "{\"done\":30,\"reje", StandardOpenOption.APPEND);

    List<Integer> heard = new ArrayList<>();
    try (PackedImages images =
        PackedImages.open(data, 3, 1, cache, (n, total) -> heard.add(n), () -> false)) {
      assertEquals(List.of(22, 23, 24, 25, 26, 27, 28, 29, 30), heard);
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        expected.add(i);
      }
      for (int i = 0; i < 10; i++) {
        expected.add(40 + i);
      }
      assertEquals(expected, colours(images));
    }
  }

  private static Path onlyFolder(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> found = folders.toList();
      assertEquals(1, found.size());
      return found.get(0);
    }
  }

  @Test
  void rejectionsOutliveAKill() throws Exception {
    Fixtures.folder(photos, 22, 2);
    Files.writeString(photos.resolve("class-a/image 03.png"), "no image");
    DataSpec data = Fixtures.data(data().source(), 1024);
    prepareAndStop(data, 22);
    try (PackedImages images = Fixtures.open(data, 3, cache)) {
      assertEquals(23, images.size());
      assertEquals("class-a/image 03.png", images.rejected().get(0).image());
      assertEquals(4, colourOf(images, 3));
      assertEquals(41, colourOf(images, 22));
    }
  }

  @Test
  void aDamagedPackIsMadeAnew() throws Exception {
    Fixtures.folder(photos, 3, 2);
    Path pack = Fixtures.open(data(), 3, cache).folder();
    Files.write(pack.resolve(PackIndex.DATA_FILE), new byte[7]);
    assertEquals(List.of(0, 1, 2, 40, 41), colours(Fixtures.open(data(), 3, cache)));
    Files.writeString(pack.resolve(PackIndex.FILE), "{\"format\":");
    assertEquals(List.of(0, 1, 2, 40, 41), colours(Fixtures.open(data(), 3, cache)));
  }

  @Test
  void twoThreadsPrepareAPackOnce() throws Exception {
    Fixtures.folder(photos, 10, 10);
    AtomicInteger decoded = new AtomicInteger();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Integer>>> results = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        results.add(
            both.submit(
                () -> {
                  try (PackedImages images =
                      PackedImages.open(
                          data(), 3, 1, cache, (n, t) -> decoded.incrementAndGet(), () -> false)) {
                    return colours(images);
                  }
                }));
      }
      assertEquals(results.get(0).get(), results.get(1).get());
      assertEquals(20, decoded.get());
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void tooLittleDiskSpaceIsSaidBeforehand() {
    DataSpec huge =
        new DataSpec(
            new SourceSpec.Bundled(SourceSpec.Bundled.FASHION_MNIST, 0),
            new ResizeSpec(4096, 4096),
            data().normalise(),
            data().augment());
    StudioException refused =
        assertThrows(StudioException.class, () -> Fixtures.open(huge, 3, cache));
    assertTrue(refused.what().contains("disk space"), refused.what());
    assertTrue(refused.why().contains("604.0 GB are needed"), refused.why());
  }

  @Test
  void anUnwritableCacheIsSaid() throws Exception {
    Fixtures.folder(photos, 2, 2);
    Files.writeString(cache, "a file where the folder should be");
    StudioException refused =
        assertThrows(StudioException.class, () -> Fixtures.open(data(), 3, cache));
    assertEquals(StudioException.Kind.BAD_INPUT, refused.kind());
    assertTrue(refused.what().contains("cache"), refused.what());
  }

  @Test
  void otherChannelCountsAreRefused() {
    StudioException refused =
        assertThrows(StudioException.class, () -> Fixtures.open(data(), 4, cache));
    assertTrue(refused.what().contains("4 channels"));
  }

  @Test
  void mappedSlicesHoldWholeImages() throws Exception {
    Path file = temporary.resolve("data.bin");
    byte[] bytes = Fixtures.randomBytes(10 * 7, 1);
    Files.write(file, bytes);
    for (long slice : new long[] {1, 7, 20, 21, 1000}) {
      PackedPixels pixels = PackedPixels.map(file, 10, 7, slice);
      byte[] image = new byte[7];
      for (int i = 0; i < 10; i++) {
        pixels.read(i, image);
        assertArrayEquals(Arrays.copyOfRange(bytes, i * 7, i * 7 + 7), image);
      }
    }
  }
}
