package org.alexnetstudio.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.SourceSpec;

/** Labelled images where they lie: listed at once, read one by one from any thread. */
interface ImageSource extends AutoCloseable {

  /** Names in label order. */
  List<String> classNames();

  /** All images, always in the same order. */
  List<SourceImage> images();

  /** Images that the source names but does not have. */
  default List<RejectedImage> missing() {
    return List.of();
  }

  /**
   * Image {@code number} of {@link #images()} as the decoder packs it; StudioException for an image
   * that is no image, IOException where it cannot be read.
   */
  byte[] read(int number, ImageDecoder decoder) throws IOException, StudioException;

  /** Closes its files, while nobody reads; a later read opens them again. */
  @Override
  default void close() throws IOException {}

  /** Lists the source to its end. */
  static ImageSource open(SourceSpec spec) throws StudioException {
    return open(spec, () -> false);
  }

  /**
   * Lists the source; BAD_INPUT where it is missing, empty, or not of its type's layout. A folder
   * may be large: {@code cancelled} ends it with {@link
   * java.util.concurrent.CancellationException}.
   */
  static ImageSource open(SourceSpec spec, BooleanSupplier cancelled) throws StudioException {
    if (spec instanceof SourceSpec.Bundled) {
      return IdxSource.bundled();
    }
    SourceSpec.OnDisk onDisk = (SourceSpec.OnDisk) spec;
    Path path = pathOf(onDisk);
    boolean wantsFile = onDisk.kind().isFile();
    if (wantsFile == Files.isDirectory(path)) {
      throw StudioException.badInput(
          "Cannot open " + path,
          wantsFile
              ? "it is a folder, and a source of type " + spec.type() + " is a file"
              : "it is a file, and a source of type " + spec.type() + " is a folder",
          "If that is what you mean, give --set data.source.type="
              + (wantsFile ? "image-folder" : path.toString().endsWith(".csv") ? "csv" : "zip")
              + ".");
    }
    try {
      return switch (onDisk.kind()) {
        case IMAGE_FOLDER -> ImageFolderSource.open(path, cancelled);
        case ZIP -> ZipSource.open(path);
        case CSV -> CsvSource.open(path);
        case IDX -> IdxSource.open(path);
        case CIFAR_BINARY -> CifarSource.open(path);
        case IMAGENET -> ImageNetSource.open(path, cancelled);
      };
    } catch (IOException unreadable) {
      throw StudioException.badInput(
          "Cannot read " + path,
          IoReason.of(unreadable),
          "Check that this program may read it, and that it is of type " + spec.type() + ".",
          unreadable);
    } catch (UncheckedIOException unreadable) {
      throw StudioException.badInput(
          "Cannot read " + path,
          IoReason.of(Objects.requireNonNull(unreadable.getCause())),
          "Check that its drive is connected.",
          unreadable);
    }
  }

  private static Path pathOf(SourceSpec.OnDisk spec) throws StudioException {
    try {
      Path path = Path.of(spec.path()).toAbsolutePath().normalize();
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException invalid) {
      throw StudioException.badInput(
          "Cannot open " + spec.path(),
          "it is not a path",
          "Check the path of the source.",
          invalid);
    }
    throw StudioException.badInput(
        "Cannot open " + Path.of(spec.path()).toAbsolutePath().normalize(),
        "there is no such file or folder",
        "Check the path of the source, and that its drive is connected.");
  }
}
