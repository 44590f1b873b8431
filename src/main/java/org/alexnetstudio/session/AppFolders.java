package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the program keeps what is not the user's own: by the customs of each system.
 *
 * @param cache packed images and the engine's libraries; can be deleted at any time
 */
public record AppFolders(Path cache) {
  /** The environment variable that names another cache folder. */
  public static final String CACHE_VARIABLE = "ALEXNET_STUDIO_CACHE";

  /** The folders of this user on this system, or what {@link #CACHE_VARIABLE} says. */
  public static AppFolders ofSystem() {
    String chosen = System.getenv(CACHE_VARIABLE);
    if (chosen != null && !chosen.isBlank()) {
      return new AppFolders(Path.of(chosen));
    }
    Path home = Path.of(System.getProperty("user.home"));
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      return new AppFolders(
          named(System.getenv("LOCALAPPDATA"), home.resolve("AppData/Local"))
              .resolve("AlexNet Studio")
              .resolve("cache"));
    }
    if (os.contains("mac")) {
      return new AppFolders(home.resolve("Library/Caches/AlexNet Studio"));
    }
    return new AppFolders(
        named(System.getenv("XDG_CACHE_HOME"), home.resolve(".cache")).resolve("alexnet-studio"));
  }

  private static Path named(@Nullable String variable, Path otherwise) {
    return variable == null || variable.isBlank() ? otherwise : Path.of(variable);
  }

  /** Packed images. */
  public Path imageCache() {
    return cache.resolve("images");
  }

  /** The engine's libraries, unpacked. */
  public Path engineCache() {
    return cache.resolve("engine");
  }
}
