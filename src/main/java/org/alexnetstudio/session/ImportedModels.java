package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * Models made of other programs' weights, in the cache: each file becomes one once, as long as it
 * does not change.
 */
final class ImportedModels {
  /** Written last, so that it says that all is there. */
  private static final String RECOGNISED = "recognised.txt";

  private ImportedModels() {}

  /** The model of a file of weights. */
  static FoundModel open(Path file, AppFolders folders, Activity activity) throws StudioException {
    Path all = folders.importedModels();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
    try {
      Path folder = all.resolve(key(file));
      if (!Files.exists(folder.resolve(RECOGNISED))) {
        make(file, all, folder, name, activity);
      }
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
    Path unfinished = all.resolve(".tmp-" + UUID.randomUUID());
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

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> files;
      try (var stream = Files.list(folder)) {
        files = stream.toList();
      }
      for (Path each : files) {
        Files.delete(each);
      }
      Files.delete(folder);
    }
  }
}
