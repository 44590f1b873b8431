package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {
  @TempDir Path folder;

  private PreferencesFile write(String json) throws Exception {
    PreferencesFile file = new PreferencesFile(folder);
    Files.writeString(file.path(), json);
    return file;
  }

  @Test
  void whatIsWrittenIsRead() {
    Preferences chosen =
        Preferences.DEFAULT
            .withLook("light", 16)
            .withRuns("/data/runs", "gpu:1")
            .withWelcome(false)
            .withRecent(List.of("/a.json", "/b c.json"))
            .withLayout(
                new Preferences.Window(true, -1900, 20, 1200, 800, false), Map.of("x", 0.25));
    new PreferencesFile(folder.resolve("not/there/yet")).write(chosen);
    assertEquals(chosen, new PreferencesFile(folder.resolve("not/there/yet")).read());
  }

  @Test
  void theDefaultsCountWhereThereIsNoFileOrADamagedOne() throws Exception {
    assertEquals(Preferences.DEFAULT, new PreferencesFile(folder).read());
    for (String damaged : List.of("", "{", "[]", "nonsense", "{\"textSize\": \"large\"}")) {
      assertEquals(Preferences.DEFAULT, write(damaged).read(), damaged);
    }
  }

  @Test
  void missingAndUnknownKeysDoNoHarm() throws Exception {
    assertEquals(
        Preferences.DEFAULT.withLook("light", 13),
        write("{\"theme\": \"light\", \"ofTheFuture\": 1}").read());
  }

  @Test
  void whatCannotBeIsBroughtBackIntoRange() throws Exception {
    Preferences read =
        write(
                "{\"theme\": \"pink\", \"textSize\": 400, \"device\": \"abacus\", \"runs\": \"\","
                    + " \"recent\": null, \"window\": {\"width\": 3}}")
            .read();
    assertEquals("dark", read.theme());
    assertEquals(24, read.textSize());
    assertEquals("auto", read.device());
    assertEquals(Preferences.DEFAULT.runs(), read.runs());
    assertEquals(List.of(), read.recent());
    assertEquals(1440, read.window().width());
  }
}
