package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.SourceSpec;

/** Finds out what kind of source lies at a path. */
public final class SourceDetection {
  private SourceDetection() {}

  /**
   * The source at a path, no part of it kept back: zip and csv by the file's extension; a folder by
   * what is in it.
   *
   * @throws StudioException where there is nothing, or a file that is no source
   */
  public static SourceSpec of(Path path) throws StudioException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (Files.isDirectory(path)) {
      return ofFolder(path);
    }
    if (!Files.exists(path)) {
      throw StudioException.badInput(
          "Can't read the images of " + path, "there is no such file or folder", "Check the path.");
    }
    if (name.endsWith(".zip")) {
      return new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, path.toString(), 0);
    }
    if (name.endsWith(".csv")) {
      return new SourceSpec.OnDisk(SourceSpec.Kind.CSV, path.toString(), 0);
    }
    throw StudioException.badInput(
        "Can't read the images of " + path,
        "it is neither a folder nor a .zip or .csv file",
        "Name a folder with a folder of images for each class, or such a zip.");
  }

  private static SourceSpec ofFolder(Path folder) throws StudioException {
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw StudioException.badInput(
          "Can't read the folder " + folder, IoReason.of(e), "Check its permissions.", e);
    }
    if (names.stream().anyMatch(n -> n.matches("(train|t10k)-images[.-]idx3-ubyte(\\.gz)?"))) {
      return new SourceSpec.OnDisk(SourceSpec.Kind.IDX, folder.toString(), 0);
    }
    if (names.stream().anyMatch(n -> n.matches("(data_batch_\\d+|test_batch)\\.bin"))) {
      return new SourceSpec.OnDisk(SourceSpec.Kind.CIFAR_BINARY, folder.toString(), 0);
    }
    return new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, folder.toString(), 0);
  }

  /** Whether a file is one that a folder of images would be searched for, by its name. */
  public static boolean isImageName(Path file) {
    return FileTree.isImageName(file.toString());
  }

  /** The names of a source's classes, without reading its images. */
  public static List<String> classNames(SourceSpec spec) throws StudioException {
    try (ImageSource source = ImageSource.open(spec)) {
      return source.classNames();
    } catch (IOException e) {
      throw StudioException.failed(
          "Can't close the source of the images", IoReason.of(e), "Check the drive.", e);
    }
  }
}
