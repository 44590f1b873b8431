package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.run.ModelFiles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that comes along is small, whole, and as good as its card says. */
class StarterModelTest {
  private static final Path MODEL = Path.of("resources/models/alexnet-photos-101.safetensors");
  private static final Path DATASETS = Path.of("../shared/datasets");

  @TempDir static Path folder;

  @Test
  void isSmallAndHasThePresetsNetwork() throws Exception {
    assertTrue(Files.size(MODEL) <= 20_000_000, "size " + Files.size(MODEL));
    var description = ModelFiles.find(MODEL).sidecar();
    assertEquals(101, description.classNames().size());
    assertEquals(
        Presets.read("alexnet-photos", Map.of()).network().withClasses(101),
        description.experiment().network());
    assertTrue(description.toJson().contains("\"caltech101/train\""), "no path of one machine");
  }

  /** The validation part is drawn by the seed that its own experiment names. */
  @Test
  void knowsPhotographsThatItNeverSaw() throws Exception {
    Path photos = DATASETS.resolve("caltech101/train").toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.isDirectory(photos), "the photographs of Caltech-101 are missing");
    Path copy = Files.createDirectories(folder.resolve("model"));
    Path weights = Files.copy(MODEL, copy.resolve("starter.safetensors"));
    String description = Files.readString(Path.of("resources/models/alexnet-photos-101.json"));
    Files.writeString(
        copy.resolve("starter.json"), description.replace("caltech101/train", photos.toString()));
    var result =
        ModelEvaluation.evaluate(
            weights,
            Optional.empty(),
            false,
            new AppFolders(folder.resolve("cache")),
            Activity.SILENT);
    assertEquals(583, result.images());
    assertTrue(result.top1() > 0.65, "top-1 " + result.top1());
    assertTrue(result.meanPerClass() > 0.55, "mean per class " + result.meanPerClass());
  }
}
