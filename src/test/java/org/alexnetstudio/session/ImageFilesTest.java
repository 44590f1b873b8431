package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.support.Folders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of images for the window. */
class ImageFilesTest {
  private static final Path IMAGES = Path.of("src/test/resources/images");

  @TempDir Path folder;
  private Studio studio;
  private ImageFiles files;

  @BeforeEach
  void open() {
    studio = new Studio(new AppFolders(folder.resolve("cache")));
    files = studio.images();
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private Path file(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void filesAndFoldersStandForTheirImages() throws Exception {
    Path single = file("z.JPG");
    Path bare = file("scan0001");
    Path text = file("notes.txt");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path in = folder.resolve("in");
    file("in/b.png");
    file("in/a/c.webp");
    file("in/a/readme.md");
    file("in/.hidden/d.png");
    file("in/.e.png");
    file("in/__MACOSX/f.png");
    file("in/ü ñ.tiff");
    Path gone = folder.resolve("gone.png");
    FoundImages found =
        get(files.find(List.of(single, bare, text, empty, in, gone, in.resolve("b.png"))));
    assertEquals(
        List.of(
            single,
            bare,
            in.resolve("a/c.webp"),
            in.resolve("b.png"),
            in.resolve("ü ñ.tiff"),
            gone),
        found.images());
    assertEquals(
        List.of("notes.txt: not an image, by its name", "empty: no images in it"), found.leftOut());
  }

  @Test
  void linksInCirclesAndPipesDoNotHoldItUp() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    file("in/a.png");
    try {
      Files.createSymbolicLink(in.resolve("round"), in);
      Files.createSymbolicLink(in.resolve("dead.png"), folder.resolve("nowhere.png"));
    } catch (UnsupportedOperationException | FileSystemException e) {
      org.junit.jupiter.api.Assumptions.abort("skipped: no links on this system");
    }
    Path pipe = in.resolve("pipe.png");
    boolean piped = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    assertEquals(List.of(in.resolve("a.png")), get(files.find(List.of(in))).images());
    if (piped) {
      assertEquals(List.of(), get(files.find(List.of(pipe))).images());
    }
  }

  @Test
  void aSearchEndsWhereItIsCancelled() throws Exception {
    for (int i = 0; i < 300; i++) {
      file("in/" + i + "/a.png");
    }
    CompletableFuture<FoundImages> search = files.find(List.of(folder.resolve("in")));
    search.cancel(false);
    assertTrue(search.isCancelled());
    assertEquals(300, get(files.find(List.of(folder.resolve("in")))).images().size());
  }

  @Test
  void pastedImagesAreKeptForAWeek() throws Exception {
    Path pasted = folder.resolve("cache/pasted");
    Path old = file("cache/pasted/pasted-1.png");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    Path recent = file("cache/pasted/pasted-2.png");
    int[] argb = {0xffff0000, 0xff00ff00, 0xff0000ff, 0xff123456, 0xffffffff, 0xff000000};
    Path kept = get(files.keepPasted(() -> new Picture(3, 2, argb)));
    assertEquals(pasted, kept.getParent());
    assertEquals(2, Folders.names(pasted).size());
    assertTrue(Files.exists(recent));
    BufferedImage image = ImageIO.read(kept.toFile());
    assertEquals(3, image.getWidth());
    for (int i = 0; i < argb.length; i++) {
      assertEquals(argb[i], image.getRGB(i % 3, i / 3));
    }
  }

  @Test
  void whatCanNotBeWrittenIsTheUsersError() throws Exception {
    Path inTheWay = file("file");
    ExecutionException problem =
        assertThrows(
            ExecutionException.class,
            () -> get(files.writeText(inTheWay.resolve("a.csv"), () -> "x")));
    assertInstanceOf(StudioException.class, problem.getCause());
    Path target = file("b.csv");
    ExecutionException thrown =
        assertThrows(
            ExecutionException.class,
            () ->
                get(
                    files.writeText(
                        target,
                        () -> {
                          throw new IllegalStateException("on purpose");
                        })));
    assertEquals("on purpose", thrown.getCause().getMessage());
    assertEquals("x", Files.readString(target), "what was there stays");
  }

  @Test
  void wholeImagesHaveTheirSizeAndStandUpright() throws Exception {
    BufferedImage photo = ImageIO.read(IMAGES.resolve("photo.png").toFile());
    ShownImage exact = get(files.show(IMAGES.resolve("photo.png"), 4096));
    assertEquals(photo.getWidth(), exact.fileWidth());
    assertEquals(photo.getHeight(), exact.fileHeight());
    assertEquals(photo.getWidth(), exact.picture().width(), "it is not magnified");
    int[] pixels =
        photo.getRGB(0, 0, photo.getWidth(), photo.getHeight(), null, 0, photo.getWidth());
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(pixels[i] | 0xff000000, exact.picture().argb()[i], "pixel " + i);
    }
    ShownImage small = get(files.show(IMAGES.resolve("photo.png"), 30));
    assertEquals(30, Math.max(small.picture().width(), small.picture().height()));
    assertEquals(photo.getWidth(), small.fileWidth());

    ShownImage upright = get(files.show(IMAGES.resolve("orientation-1.jpg"), 40));
    for (int orientation = 2; orientation <= 8; orientation++) {
      ShownImage turned =
          get(files.show(IMAGES.resolve("orientation-" + orientation + ".jpg"), 40));
      assertEquals(upright.fileWidth(), turned.fileWidth(), "orientation " + orientation);
      assertEquals(upright.picture().height(), turned.picture().height());
      double difference = 0;
      for (int i = 0; i < upright.picture().argb().length; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
          difference +=
              Math.abs(
                  (upright.picture().argb()[i] >> shift & 0xff)
                      - (turned.picture().argb()[i] >> shift & 0xff));
        }
      }
      difference /= upright.picture().argb().length * 3;
      assertTrue(difference < 6, "orientation " + orientation + ": mean " + difference);
    }
  }

  @Test
  void theSamplesAreImagesThatCanBeShown() throws Exception {
    List<Path> samples = get(files.samples());
    assertEquals(
        List.of("coffee.jpg", "airplane.jpg", "boats.jpg", "photographer.jpg", "astronaut.jpg"),
        samples.stream().limit(5).map(each -> each.getFileName().toString()).toList(),
        "first those that the starter model has a class for");
    try (Stream<Path> all = Files.list(Path.of("sample-images"))) {
      assertEquals(
          all.filter(each -> each.toString().endsWith(".jpg")).collect(Collectors.toSet()),
          Set.copyOf(samples));
    }
    for (Path sample : samples) {
      assertTrue(get(files.show(sample, 100)).fileWidth() >= 28);
    }
  }
}
