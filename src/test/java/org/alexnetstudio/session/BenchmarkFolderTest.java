package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.Presets;
import org.junit.jupiter.api.Test;

/** Measurements leave nothing behind, however they end. */
class BenchmarkFolderTest {
  private final List<Path> seen = new ArrayList<>();

  private void fill(Path folder) throws IOException {
    seen.add(folder);
    Files.createDirectories(folder.resolve("runs/one"));
    Files.writeString(folder.resolve("runs/one/log"), "text");
    assertTrue(Files.isDirectory(folder));
  }

  @Test
  void theFolderGoesWithItsFiles() throws Exception {
    int result =
        BenchmarkFolder.use(
            folder -> {
              fill(folder);
              return 7;
            });
    assertEquals(7, result);
    assertFalse(Files.exists(seen.get(0)));
  }

  @Test
  void itGoesWhereTheMeasurementFails() {
    IllegalStateException failure = new IllegalStateException("of the engine");
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                BenchmarkFolder.use(
                    folder -> {
                      fill(folder);
                      throw failure;
                    })));
    assertFalse(Files.exists(seen.get(0)));
  }

  @Test
  void filesThatFailAreToldWithARemedy() {
    StudioException told =
        assertThrows(
            StudioException.class,
            () ->
                BenchmarkFolder.use(
                    folder -> {
                      fill(folder);
                      throw new IOException("No space left on device");
                    }));
    assertTrue(told.getMessage().contains("Free some space"), told.getMessage());
    assertFalse(Files.exists(seen.get(0)));
  }

  @Test
  void aProcessCanReadTheExperiment() throws Exception {
    Experiment experiment = Presets.read("alexnet-fashion-mnist", Map.of());
    Experiment read =
        BenchmarkFolder.withFile(experiment, file -> ExperimentFile.read(file, Map.of()));
    assertEquals(experiment.network(), read.network());
  }
}
