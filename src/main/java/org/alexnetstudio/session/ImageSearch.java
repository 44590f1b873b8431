package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.data.SourceDetection;

/** Finds the image files that paths of files and folders stand for, each once. */
final class ImageSearch {
  private final BooleanSupplier cancelled;
  private final Set<Path> images = new LinkedHashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  private ImageSearch(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  static FoundImages find(List<Path> paths, BooleanSupplier cancelled) throws IOException {
    ImageSearch search = new ImageSearch(cancelled);
    for (Path path : paths) {
      search.add(path.toAbsolutePath().normalize());
    }
    return new FoundImages(List.copyOf(search.images), search.leftOut);
  }

  private void add(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      int before = images.size();
      addFolder(path);
      if (images.size() == before) {
        leftOut.add(path.getFileName() + ": no images in it");
      }
    } else if (!Files.exists(path) || mayBeImage(path)) {
      images.add(path);
    } else {
      leftOut.add(path.getFileName() + ": not an image, by its name");
    }
  }

  /** One that is named outright needs no ending; a pipe or a device would never end. */
  private static boolean mayBeImage(Path file) {
    return Files.isRegularFile(file)
        && (SourceDetection.isImageName(file)
            || String.valueOf(file.getFileName()).indexOf('.') < 0);
  }

  /** Folder by folder, each in the order of its names; hidden ones are passed over. */
  private void addFolder(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (cancelled.getAsBoolean()) {
              throw new CancellationException();
            }
            return isHidden(path) && !path.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && SourceDetection.isImageName(path)
                && !isHidden(path)) {
              found.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException problem) {
            if (!Files.isSymbolicLink(path) && !(problem instanceof FileSystemLoopException)) {
              leftOut.add(path + ": " + IoReason.of(problem));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    images.addAll(found);
  }

  private static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.equals("__MACOSX");
  }
}
