package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each system's own customs, and the variables that move folders. */
class SystemFoldersTest {
  private static final Path HOME = Path.of("/home/ada");

  private static SystemFolders on(String system, Map<String, String> environment) {
    return new SystemFolders(system, environment, HOME);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, .cache/alexnet-studio, .config/alexnet-studio",
    "Windows 11, AppData/Local/AlexNet Studio/cache, AppData/Roaming/AlexNet Studio",
    "Mac OS X, Library/Caches/AlexNet Studio, Library/Application Support/AlexNet Studio",
  })
  void withoutVariablesTheyLieInTheUsersOwnFolder(
      String system, String cache, String configuration) {
    SystemFolders folders = on(system, Map.of());
    assertEquals(HOME.resolve(cache), folders.cache());
    assertEquals(HOME.resolve(configuration), folders.configuration());
    assertEquals(HOME.resolve("AlexNet Studio/runs"), folders.runs());
  }

  @Test
  void theVariablesOfEachSystemCount() {
    Map<String, String> all =
        Map.of(
            "XDG_CACHE_HOME", "/x/cache",
            "XDG_CONFIG_HOME", "/x/config",
            "LOCALAPPDATA", "/w/local",
            "APPDATA", "/w/roaming");
    assertEquals(Path.of("/x/cache/alexnet-studio"), on("Linux", all).cache());
    assertEquals(Path.of("/x/config/alexnet-studio"), on("Linux", all).configuration());
    assertEquals(Path.of("/w/local/AlexNet Studio/cache"), on("Windows 10", all).cache());
    assertEquals(Path.of("/w/roaming/AlexNet Studio"), on("Windows 10", all).configuration());
    assertEquals(HOME.resolve("Library/Caches/AlexNet Studio"), on("Mac OS X", all).cache());
  }

  @Test
  void relativeAndEmptyOnesDoNot() {
    Map<String, String> odd = Map.of("XDG_CACHE_HOME", "cache", "XDG_CONFIG_HOME", "");
    assertEquals(HOME.resolve(".cache/alexnet-studio"), on("Linux", odd).cache());
    assertEquals(HOME.resolve(".config/alexnet-studio"), on("Linux", odd).configuration());
  }

  @Test
  void theProgramsOwnVariablesComeFirst() {
    Map<String, String> own =
        Map.of(
            AppFolders.CACHE_VARIABLE,
            "/big/cache",
            AppFolders.CONFIG_VARIABLE,
            "/big/config",
            "XDG_CACHE_HOME",
            "/x/cache",
            "HOME",
            "/home/grace");
    for (String system : new String[] {"Linux", "Windows 11", "Mac OS X"}) {
      assertEquals(Path.of("/big/cache"), on(system, own).cache());
      assertEquals(Path.of("/big/config"), on(system, own).configuration());
    }
    assertEquals(Path.of("/home/grace/AlexNet Studio/runs"), on("Linux", own).runs());
  }
}
