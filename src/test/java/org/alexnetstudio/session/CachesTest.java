package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache is cleared of all but what is in use. */
class CachesTest {
  @TempDir Path folder;
  private AppFolders folders;
  private boolean trains;
  private Path model;
  private Caches caches;

  @BeforeEach
  void prepare() {
    folders = new AppFolders(folder.resolve("cache"));
    caches = new Caches(folders, Runnable::run, () -> trains, () -> model);
  }

  private PackedImages open(String name) throws Exception {
    Path place = Files.createDirectories(folder.resolve(name));
    Experiment experiment = ExperimentFile.read(SmallExperiment.write(place, 4), Map.of());
    return PackedImages.open(
        experiment.data(), 3, 1, folders.imageCache(), (done, total) -> {}, () -> false);
  }

  private static Path write(Path file, int bytes) throws Exception {
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[bytes]);
  }

  private Caches.Cleared clear(Caches.Part part) throws Exception {
    return caches.clear(part, (what, done, all) -> {}).get();
  }

  @Test
  void anEmptyCacheTakesNothing() throws Exception {
    for (Caches.Part part : Caches.Part.values()) {
      assertEquals(0, caches.bytes(part).get());
      assertEquals(new Caches.Cleared(0, 0), clear(part));
    }
  }

  @Test
  void preparedImagesGoButNotThoseOfATraining() throws Exception {
    open("closed").close();
    write(folders.featureCache().resolve("one.features"), 1000);
    Path file = write(folders.downloads().resolve("weights.pth"), 10);
    PackedImages used = open("used");
    long before = caches.bytes(Caches.Part.IMAGES).get();
    long pack = 3L * 4 * 3 * 32 * 32;
    assertTrue(before > 2 * pack + 1000, "two packs and a file of features: " + before);
    List<Integer> told = new ArrayList<>();
    Caches.Cleared first =
        caches.clear(Caches.Part.IMAGES, (what, done, all) -> told.add(10 * done + all)).get();
    assertEquals(1, first.kept());
    assertTrue(first.bytes() > pack + 1000);
    assertEquals(List.of(13, 23, 33), told);
    assertEquals(before - first.bytes(), caches.bytes(Caches.Part.IMAGES).get());
    byte[] image = new byte[3 * 32 * 32];
    used.read(0, image);
    used.close();
    assertEquals(0, clear(Caches.Part.IMAGES).kept());
    assertEquals(List.of(), Folders.names(folders.imageCache()));
    assertTrue(Files.exists(file), "it is of the other part");
    // It is prepared once more.
    PackedImages anew = open("used");
    byte[] again = new byte[image.length];
    anew.read(0, again);
    anew.close();
    assertArrayEquals(image, again);
  }

  @Test
  void modelsGoButNotTheOneThatIsOpen() throws Exception {
    Path opened = folders.importedModels().resolve("a");
    model = write(opened.resolve("net.safetensors"), 100);
    write(folders.importedModels().resolve("b/net.safetensors"), 200);
    write(folders.importedModels().resolve("b/recognised.txt"), 1);
    write(folders.downloads().resolve("weights.pth"), 1000);
    Path making = write(folders.importedModels().resolve(".tmp-1/net.safetensors"), 7);
    assertEquals(1301, caches.bytes(Caches.Part.MODELS).get());
    assertEquals(new Caches.Cleared(1201, 1), clear(Caches.Part.MODELS));
    assertTrue(Files.exists(model) && Files.exists(making));
    assertFalse(Files.exists(folders.importedModels().resolve("b")));
  }

  @Test
  void nothingGoesWhileATrainingIsUnderWay() throws Exception {
    Path file = write(folders.downloads().resolve("weights.pth"), 10);
    trains = true;
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> clear(Caches.Part.MODELS));
    assertTrue(((StudioException) refused.getCause()).why().contains("training is under way"));
    assertTrue(Files.exists(file));
  }

  @Test
  void itEndsBetweenTwoItemsWhereItIsCancelled() throws Exception {
    write(folders.downloads().resolve("a"), 10);
    write(folders.downloads().resolve("b"), 10);
    List<Runnable> work = new ArrayList<>();
    Caches later = new Caches(folders, work::add, () -> false, () -> null);
    List<CompletableFuture<?>> clearing = new ArrayList<>();
    clearing.add(
        later.clear(Caches.Part.MODELS, (what, done, all) -> clearing.get(0).cancel(false)));
    work.get(0).run();
    assertThrows(CancellationException.class, () -> clearing.get(0).join());
    assertEquals(1, Folders.names(folders.downloads()).size());
  }
}
