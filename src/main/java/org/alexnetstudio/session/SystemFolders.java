package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where programs keep what on a system, by its own customs.
 *
 * @param system its name, as Java gives it
 * @param environment the variables, of which those of this program come first
 * @param userHome the user's own folder, where the variable {@code HOME} does not move it
 */
record SystemFolders(String system, Map<String, String> environment, Path userHome) {
  private static final String NAME = "AlexNet Studio";

  /** Those of this user on this system. */
  static SystemFolders here() {
    return new SystemFolders(
        System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** What can be deleted at any time. */
  Path cache() {
    Path chosen = variable(AppFolders.CACHE_VARIABLE);
    if (chosen != null) {
      return chosen;
    }
    if (isWindows()) {
      return named("LOCALAPPDATA", "AppData/Local").resolve(NAME).resolve("cache");
    }
    if (isMac()) {
      return home().resolve("Library/Caches").resolve(NAME);
    }
    return named("XDG_CACHE_HOME", ".cache").resolve("alexnet-studio");
  }

  /** The user's choices. */
  Path configuration() {
    Path chosen = variable(AppFolders.CONFIG_VARIABLE);
    if (chosen != null) {
      return chosen;
    }
    if (isWindows()) {
      return named("APPDATA", "AppData/Roaming").resolve(NAME);
    }
    if (isMac()) {
      return home().resolve("Library/Application Support").resolve(NAME);
    }
    return named("XDG_CONFIG_HOME", ".config").resolve("alexnet-studio");
  }

  /** What was added to the program for this user. */
  Path data() {
    Path chosen = variable(AppFolders.DATA_VARIABLE);
    if (chosen != null) {
      return chosen;
    }
    if (isWindows()) {
      return named("LOCALAPPDATA", "AppData/Local").resolve(NAME).resolve("data");
    }
    if (isMac()) {
      return home().resolve("Library/Application Support").resolve(NAME).resolve("data");
    }
    return named("XDG_DATA_HOME", ".local/share").resolve("alexnet-studio");
  }

  /** The user's own work: not hidden. */
  Path runs() {
    return home().resolve(NAME).resolve("runs");
  }

  private boolean isWindows() {
    return system.toLowerCase(Locale.ROOT).contains("win");
  }

  private boolean isMac() {
    return system.toLowerCase(Locale.ROOT).contains("mac");
  }

  private Path home() {
    // Java takes the home from the user database; people and tests move it by the variable.
    Path moved = variable("HOME");
    return moved == null ? userHome : moved;
  }

  private @Nullable Path variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : Path.of(value);
  }

  private Path named(String variable, String otherwise) {
    Path named = variable(variable);
    // A relative path counts for nothing, says the XDG specification.
    return named == null || !named.isAbsolute() ? home().resolve(otherwise) : named;
  }
}
