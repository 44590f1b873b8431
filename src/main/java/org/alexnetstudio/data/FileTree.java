package org.alexnetstudio.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What lies in a folder or an archive: image files with their stamps, and folders, as paths with
 * "/", hidden ones left out.
 */
record FileTree(Map<String, String> images, Set<String> folders) {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg",
          "jpeg",
          "jpe",
          "jfif",
          "png",
          "gif",
          "bmp",
          "tif",
          "tiff",
          "webp",
          // Images that can't be read are to be named as such, not overlooked.
          "heic",
          "heif",
          "avif",
          "svg",
          "psd",
          "jp2",
          "jxl",
          "dng",
          "cr2",
          "nef",
          "arw");

  private static final Pattern HIDDEN = Pattern.compile("(?:^|/)(?:\\.[^/]+|__MACOSX)(?:/|$)");

  FileTree {
    images = Map.copyOf(images);
    folders = Set.copyOf(folders);
  }

  /** Whether the name ends as image files do. */
  static boolean isImageName(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
  }

  /** Whether a part of the path is hidden, or the litter of macOS in archives. */
  static boolean isHidden(String path) {
    return HIDDEN.matcher(path).find();
  }

  /** Size and time of a file. */
  static String stamp(BasicFileAttributes attributes) {
    return attributes.size() + "@" + attributes.lastModifiedTime().toMillis();
  }

  /** The names of the folders directly in {@code folder}, which is empty or ends in "/". */
  Set<String> foldersIn(String folder) {
    return folders.stream()
        .filter(f -> f.startsWith(folder) && f.indexOf('/', folder.length()) < 0)
        .map(f -> f.substring(folder.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether images lie directly in {@code folder}. */
  boolean hasImagesIn(String folder) {
    return images.keySet().stream()
        .anyMatch(f -> f.startsWith(folder) && f.indexOf('/', folder.length()) < 0);
  }

  /** What changes when the image changes. */
  String stamp(String image) {
    return Objects.requireNonNull(images.get(image), image);
  }

  /** The same without all that lies outside of the named top folders. */
  FileTree only(List<String> top) {
    Map<String, String> kept = new HashMap<>(images);
    kept.keySet().removeIf(path -> !top.contains(path.split("/", 2)[0]));
    Set<String> keptFolders = new HashSet<>(folders);
    keptFolders.removeIf(path -> !top.contains(path.split("/", 2)[0]));
    return new FileTree(kept, keptFolders);
  }

  /** Lists a folder with all below it, through links; {@code cancelled} is asked at each folder. */
  static FileTree of(Path root, BooleanSupplier cancelled) throws IOException {
    Map<String, String> images = new HashMap<>();
    Set<String> folders = new HashSet<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (cancelled.getAsBoolean()) {
              throw new CancellationException();
            }
            String path = relative(folder);
            if (isHidden(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!path.isEmpty()) {
              folders.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = relative(file);
            if (attributes.isRegularFile() && isImageName(path) && !isHidden(path)) {
              images.put(path, stamp(attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            boolean deadLink = Files.isSymbolicLink(file);
            if (deadLink || error instanceof FileSystemLoopException || isHidden(relative(file))) {
              return FileVisitResult.CONTINUE;
            }
            throw error;
          }

          private String relative(Path path) {
            return root.relativize(path).toString().replace(File.separatorChar, '/');
          }
        });
    return new FileTree(images, folders);
  }
}
