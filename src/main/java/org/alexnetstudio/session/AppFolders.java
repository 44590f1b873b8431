package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the program keeps what is not the user's own: by the customs of each system.
 *
 * @param cache packed images and the engine's libraries; can be deleted at any time
 * @param home the program's own folder, where what comes with it lies; null where it is not known
 */
public record AppFolders(Path cache, @Nullable Path home) {
  /** The environment variable that names another cache folder. */
  public static final String CACHE_VARIABLE = "ALEXNET_STUDIO_CACHE";

  /** The environment variable that names another folder of the user's choices. */
  public static final String CONFIG_VARIABLE = "ALEXNET_STUDIO_CONFIG";

  /** The environment variable that names another folder of what is added to the program. */
  public static final String DATA_VARIABLE = "ALEXNET_STUDIO_DATA";

  /** A cache alone: nothing comes with the program. */
  public AppFolders(Path cache) {
    this(cache, null);
  }

  /** The folders of this user on this system, or what {@link #CACHE_VARIABLE} says. */
  public static AppFolders ofSystem() {
    String program = System.getProperty("alexnetstudio.home");
    return new AppFolders(SystemFolders.here().cache(), program == null ? null : Path.of(program));
  }

  /** The folder of this user's choices, or what {@link #CONFIG_VARIABLE} says. */
  public static Path configuration() {
    return SystemFolders.here().configuration();
  }

  /** Where engines are kept that do not come with the program. */
  public static Path engines() {
    return SystemFolders.here().data().resolve("engines");
  }

  /** Where a window puts runs as long as nothing else is chosen. */
  public static Path defaultRuns() {
    return SystemFolders.here().runs();
  }

  /** Makes the folder above, where it is the program's own choice: others must be there. */
  static void createDefaultRuns(Path runs) {
    if (runs.equals(defaultRuns())) {
      try {
        Files.createDirectories(runs);
      } catch (IOException e) {
        // The run's folder can't be made there either, and that error says why.
      }
    }
  }

  /** Packed images. */
  public Path imageCache() {
    return cache.resolve("images");
  }

  /** What models make of their training images. */
  public Path featureCache() {
    return cache.resolve("features");
  }

  /** Files of weights that were downloaded. */
  public Path downloads() {
    return cache.resolve("downloads");
  }

  /** Models made of files of other programs' weights. */
  public Path importedModels() {
    return cache.resolve("imported");
  }

  /** Images pasted into the window. */
  public Path pasted() {
    return cache.resolve("pasted");
  }

  /**
   * The engine's libraries, unpacked; in the folder for temporary files where the cache can't be
   * written, since without them nothing works.
   */
  public Path engineCache() {
    Path engine = cache.resolve("engine");
    try {
      Files.createDirectories(engine);
      if (Files.isWritable(engine)) {
        return engine;
      }
    } catch (IOException e) {
      // The temporary folder serves; 'doctor' tells what is wrong with this one.
    }
    return Path.of(System.getProperty("java.io.tmpdir"), "alexnet-studio-engine");
  }
}
