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
  private static final String NAME = "alexnet-studio";

  /** The folders of this user on this system. */
  public static AppFolders ofSystem() {
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
        named(System.getenv("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(NAME));
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
