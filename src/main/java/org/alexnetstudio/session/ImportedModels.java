package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * Models made of other programs' weights, in the cache: each file becomes one once, as long as it
 * does not change, and those opened last are kept.
 */
final class ImportedModels {
  /** Written last, so that it says that all is there. */
  private static final String RECOGNISED = "recognised.txt";

  private static final String UNFINISHED = ".tmp-";

  /** So many bytes are kept, some eight AlexNets; the model opened last whatever its size. */
  static final long KEPT = 2_000_000_000L;

  /** What is not finished by then never will be. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private ImportedModels() {}

  /** A model in the cache, or the beginning of one. */
  private record Kept(Path folder, FileTime used, long bytes) {}

  /** The model of a file of weights. */
  static FoundModel open(Path file, AppFolders folders, Activity activity) throws StudioException {
    Path all = folders.importedModels();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
    try {
      Path folder = all.resolve(key(file));
      if (!Files.exists(folder.resolve(RECOGNISED))) {
        make(file, all, folder, name, activity);
      }
      markOpened(folder, all);
      return new FoundModel(
          folder.resolve(name + ".safetensors"), Files.readAllLines(folder.resolve(RECOGNISED)));
    } catch (IOException e) {
      throw StudioException.failed(
          "The model of " + file + " can't be kept in " + all,
          IoReason.of(e),
          "Make room on this disk, or name another cache folder by the variable "
              + AppFolders.CACHE_VARIABLE
              + ".",
          e);
    }
  }

  private static void make(Path file, Path all, Path folder, String name, Activity activity)
      throws IOException, StudioException {
    Path unfinished = all.resolve(UNFINISHED + UUID.randomUUID());
    try {
      ImportedModel imported =
          ModelImport.read(
              file, unfinished.resolve(name + ".safetensors"), ImportSettings.RECOGNISE, activity);
      Files.write(unfinished.resolve(RECOGNISED), imported.describe());
      delete(folder);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(unfinished);
    }
  }

  /** Where the file lies, and what tells that it is another one by now. */
  private static String key(Path file) throws IOException {
    String text =
        String.join(
            "\n",
            file.toRealPath().toString(),
            Long.toString(Files.size(file)),
            Files.getLastModifiedTime(file).toString());
    return Sha256.start(text);
  }

  private static void markOpened(Path folder, Path all) {
    try {
      Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
      keepNewest(all, KEPT);
    } catch (IOException e) {
      // The model is there all the same; what is too much goes another time.
      return;
    }
  }

  /** Deletes the models that were not opened for longest, but never the one opened last. */
  static void keepNewest(Path all, long limit) throws IOException {
    List<Kept> newestFirst = new ArrayList<>();
    FileTime abandoned = FileTime.from(Instant.now().minus(ABANDONED));
    for (Path folder : list(all)) {
      FileTime used = Files.getLastModifiedTime(folder);
      if (!isUnfinished(folder)) {
        newestFirst.add(new Kept(folder, used, bytes(folder)));
      } else if (used.compareTo(abandoned) < 0) {
        delete(folder);
      }
    }
    newestFirst.sort(Comparator.comparing(Kept::used).reversed());
    long bytes = 0;
    for (int i = 0; i < newestFirst.size(); i++) {
      bytes += newestFirst.get(i).bytes();
      if (i > 0 && bytes > limit) {
        delete(newestFirst.get(i).folder());
      }
    }
  }

  /** Whether a folder is the beginning of a model, which a program may be making. */
  static boolean isUnfinished(Path folder) {
    return String.valueOf(folder.getFileName()).startsWith(UNFINISHED);
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : list(folder)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Deletes one of them with its description; nothing where it is not there. */
  static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      // First what says that all is there, as this may be cut short.
      Files.deleteIfExists(folder.resolve(RECOGNISED));
      for (Path file : list(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }
}
