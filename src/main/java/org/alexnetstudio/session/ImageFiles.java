package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.alexnetstudio.event.Picture;

/** What the window does with files of images; every method returns at once. */
public final class ImageFiles {
  /** What was pasted is kept so long, as it may still be in a list of images. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  private final Executor background;
  private final Path pasted;
  private final IntSupplier channels;

  /**
   * Files of images.
   *
   * @param channels of the images that the network takes which answers; asked in the background
   */
  ImageFiles(Executor background, Path pasted, IntSupplier channels) {
    this.background = background;
    this.pasted = pasted;
    this.channels = channels;
  }

  /**
   * The image files that files and folders stand for: folders with all below them, hidden ones left
   * out. Cancelling the future ends the search.
   */
  public CompletableFuture<FoundImages> find(List<Path> paths) {
    CompletableFuture<FoundImages> found = new CompletableFuture<>();
    return Work.submit(() -> ImageSearch.find(paths, found::isDone), background, found);
  }

  /** The whole of an image, its longer side at most {@code longest} pixels. */
  public CompletableFuture<ShownImage> show(Path image, int longest) {
    return Work.submit(() -> Thumbnail.whole(image, longest), background);
  }

  /**
   * Images that come with the program for the network that answers: photographs, or clothes where
   * it takes grey ones; fails where they are not beside the program.
   */
  public CompletableFuture<List<Path>> samples() {
    return Work.submit(
        () -> channels.getAsInt() == 1 ? SampleImages.fashion() : SampleImages.photographs(),
        background);
  }

  /**
   * Keeps a pasted image as a file in the cache's folder "pasted" for a week; its pixels are read
   * in the background.
   */
  public CompletableFuture<Path> keepPasted(Supplier<Picture> picture) {
    return Work.submit(
        () -> {
          deleteOld();
          String time = LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
          return SavedFile.png(pasted.resolve("pasted-" + time + ".png"), picture.get());
        },
        background);
  }

  /** Writes a PNG, whole or not at all. */
  public CompletableFuture<Path> writePng(Path file, Picture picture) {
    return Work.submit(() -> SavedFile.png(file, picture), background);
  }

  /** The same of a picture that is drawn in the background. */
  public CompletableFuture<Path> drawPng(Path file, Supplier<Picture> drawing) {
    return Work.submit(() -> SavedFile.png(file, drawing.get()), background);
  }

  /**
   * Writes a NumPy array of 32-bit floats, whole or not at all.
   *
   * @param values never written after
   * @param shape extents, the slowest first
   */
  public CompletableFuture<Path> writeNpy(Path file, float[] values, int... shape) {
    return Work.submit(() -> SavedFile.npy(file, values, shape), background);
  }

  /** Writes a text in UTF-8, whole or not at all; the text is made in the background. */
  public CompletableFuture<Path> writeText(Path file, Supplier<String> text) {
    return Work.submit(() -> SavedFile.text(file, text.get()), background);
  }

  private void deleteOld() {
    FileTime limit = FileTime.from(Instant.now().minus(KEPT));
    if (!Files.isDirectory(pasted)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pasted, "pasted-*.png")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      // They go another time: the image that is pasted now matters.
      return;
    }
  }
}
