package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of models that are made of other programs' weights. */
class ImportedModelsTest {
  @TempDir Path folder;

  /** A model that was opened some time ago. */
  private Path model(String name, long bytes, Duration ago) throws IOException {
    Path made = Files.createDirectories(folder.resolve("imported").resolve(name));
    Files.writeString(made.resolve("recognised.txt"), "");
    try (RandomAccessFile weights =
        new RandomAccessFile(made.resolve("net.safetensors").toFile(), "rw")) {
      weights.setLength(bytes);
    }
    Files.setLastModifiedTime(made, FileTime.from(Instant.now().minus(ago)));
    return made;
  }

  private Set<String> kept() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("imported"))) {
      return all.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void theOnesOpenedLastAreKeptUpToASize() throws Exception {
    model("c", 100, Duration.ofHours(3));
    model("a", 100, Duration.ofHours(1));
    model("d", 100, Duration.ofHours(4));
    model("b", 100, Duration.ofHours(2));
    ImportedModels.keepNewest(folder.resolve("imported"), 400);
    assertEquals(Set.of("a", "b", "c", "d"), kept());
    ImportedModels.keepNewest(folder.resolve("imported"), 299);
    assertEquals(Set.of("a", "b"), kept());
    ImportedModels.keepNewest(folder.resolve("imported"), 1);
    assertEquals(Set.of("a"), kept(), "the one opened last stays, whatever its size");
  }

  @Test
  void whatNobodyWillFinishGoesAndWhatIsUnderWayStays() throws Exception {
    model(".tmp-old", 10, Duration.ofHours(25));
    model(".tmp-new", 10_000, Duration.ofMinutes(1));
    model("a", 10, Duration.ofHours(100));
    ImportedModels.keepNewest(folder.resolve("imported"), 20);
    assertEquals(Set.of(".tmp-new", "a"), kept());
  }

  @Test
  void openingMakesAModelOnceAndMakesRoom() throws Exception {
    Path file = Files.copy(ModelImportTest.fixture("narrow.pth"), folder.resolve("narrow.pth"));
    AppFolders folders = new AppFolders(folder);
    FoundModel first = ImportedModels.open(file, folders, Activity.SILENT);
    assertTrue(first.recognised().get(0).startsWith("Recognised alexnet-torchvision"));
    FileTime made = Files.getLastModifiedTime(first.path());
    Path own = first.path().getParent();
    // It was opened longest ago; these together are more than is kept.
    Files.setLastModifiedTime(own, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    model("newer", ImportedModels.KEPT - 1000, Duration.ofDays(2));
    model("older", 10_000, Duration.ofDays(3));
    FoundModel again = ImportedModels.open(file, folders, Activity.SILENT);
    assertEquals(first, again);
    assertEquals(made, Files.getLastModifiedTime(again.path()), "it is not made anew");
    assertTrue(kept().contains(own.getFileName().toString()), "what is opened counts as new");
    assertFalse(kept().contains("older"));

    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5000)));
    FoundModel changed = ImportedModels.open(file, folders, Activity.SILENT);
    assertNotEquals(first.path(), changed.path(), "a file that changes becomes another model");
  }
}
