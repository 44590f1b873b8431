package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.weights.TensorFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** torchvision's AlexNet in full, made by PyTorch where it is installed. */
class FullSizeImportTest {
  /** The one of the system, for another may come first without PyTorch. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() throws Exception {
    String script = ModelImportTest.fixture("make.py").toString();
    assumeTrue(
        PYTHONS.stream().anyMatch(python -> succeeds(python, script, "full", folder.toString())),
        "needs Python with PyTorch and torchvision");
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void logitsArePyTorchsAndReadingIsQuickAndSmall() throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String name : List.of("alexnet.pth", "alexnet-legacy.pth")) {
      Path file = folder.resolve(name);
      long memory = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      try (TensorFile open = TensorFile.open(file)) {
        for (String tensor : open.names()) {
          open.tensor(tensor);
        }
      }
      long read = System.nanoTime() - start;
      memory = threads.getCurrentThreadAllocatedBytes() - memory;
      start = System.nanoTime();
      ImportedModel model =
          ModelImport.read(file, folder.resolve(name + "-model"), ImportSettings.RECOGNISE);
      long imported = System.nanoTime() - start;
      String figures =
          String.format(
              "%s: read in %d ms, %d MB allocated, imported in %d ms",
              name, read / 1_000_000, memory / 1_000_000, imported / 1_000_000);
      assertEquals(61_100_840, model.parameters());
      assertEquals("tench", model.classNames().get(0));
      assertEquals(List.of(), model.notes());
      assertArrayEquals(
          ModelImportTest.expected(folder.resolve("expected.json")),
          ModelImportTest.logits(model),
          1e-4f);
      assertTrue(read < 2_000_000_000L, figures);
      assertTrue(memory < 1.05 * Files.size(file), figures);
      Files.delete(model.weights());
    }
  }
}
