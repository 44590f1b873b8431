package org.alexnetstudio.ui.fx;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The system's dialogs for files and folders; each waits for the answer. */
public final class FilePrompts {
  private FilePrompts() {}

  /**
   * A kind of files.
   *
   * @param name for people, such as "Images"
   * @param endings without the dot, in lower case; a file may have them in upper case too
   */
  public record Kind(String name, List<String> endings) {
    /** The images that the program reads. */
    public static final Kind IMAGES =
        new Kind(
            "Images",
            List.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp"));

    /** A kind of one ending. */
    public static Kind of(String name, String... endings) {
      return new Kind(name, List.of(endings));
    }

    ExtensionFilter filter() {
      return new ExtensionFilter(
          name,
          endings.stream()
              .flatMap(ending -> Stream.of(ending, ending.toUpperCase(Locale.ROOT)))
              .map("*."::concat)
              .toList());
    }
  }

  private static FileChooser chooser(String title, Kind kind) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(kind.filter());
    return chooser;
  }

  private static Optional<Path> path(@Nullable File chosen) {
    return Optional.ofNullable(chosen).map(File::toPath);
  }

  /** A file that is there; none where it was cancelled. */
  public static Optional<Path> open(@Nullable Window owner, String title, Kind kind) {
    return open(owner, title, kind, Path.of(""));
  }

  /** The same, beginning in a folder, where there is such a one. */
  public static Optional<Path> open(@Nullable Window owner, String title, Kind kind, Path begin) {
    FileChooser chooser = chooser(title, kind);
    beginning(begin).ifPresent(chooser::setInitialDirectory);
    return path(chooser.showOpenDialog(owner));
  }

  /** Files that are there; none where it was cancelled. */
  public static List<Path> openSeveral(@Nullable Window owner, String title, Kind kind) {
    FileChooser chooser = chooser(title, kind);
    chooser.getExtensionFilters().add(new ExtensionFilter("All files", "*.*"));
    List<File> files = chooser.showOpenMultipleDialog(owner);
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  /** Where to write a file, for which {@code name} is proposed. */
  public static Optional<Path> save(@Nullable Window owner, String title, Kind kind, String name) {
    FileChooser chooser = chooser(title, kind);
    chooser.setInitialFileName(name);
    return path(chooser.showSaveDialog(owner));
  }

  /** A folder, beginning in another one, where there is such a one. */
  public static Optional<Path> folder(@Nullable Window owner, String title, Path begin) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    beginning(begin).ifPresent(chooser::setInitialDirectory);
    return path(chooser.showDialog(owner));
  }

  /** As the dialogs take it: they refuse a folder that is none, and the empty path for one. */
  static Optional<File> beginning(Path folder) {
    return Optional.of(folder.toAbsolutePath()).filter(Files::isDirectory).map(Path::toFile);
  }
}
