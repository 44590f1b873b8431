package org.alexnetstudio.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What state.json of a checkpoint holds; written last, so that a folder with one is complete.
 *
 * @param files bytes of each other file, by name
 * @param state what training must know to go on
 */
record CheckpointManifest(Map<String, Long> files, TrainingState state) {
  static final String NAME = "state.json";

  /** The manifest of the files named, as they lie in the folder. */
  static CheckpointManifest of(Path folder, List<String> names, TrainingState state)
      throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (String name : names) {
      sizes.put(name, Files.size(folder.resolve(name)));
    }
    return new CheckpointManifest(sizes, state);
  }

  /**
   * Reads a folder's manifest and holds its files against it.
   *
   * @throws IOException where it is not a complete checkpoint, with the reason
   */
  static CheckpointManifest check(Path folder) throws IOException {
    Path manifestFile = folder.resolve(NAME);
    CheckpointManifest manifest =
        RunJson.read(Files.readString(manifestFile), CheckpointManifest.class);
    for (Map.Entry<String, Long> file : manifest.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path)) {
        throw new IOException(file.getKey() + " is missing");
      }
      long size = Files.size(path);
      if (size != file.getValue()) {
        throw new IOException(
            file.getKey() + " has " + size + " bytes, " + file.getValue() + " should be there");
      }
    }
    return manifest;
  }

  static boolean isComplete(Path folder) {
    try {
      check(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
