package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  private long entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  @Test
  void aReaderSeesOneTextOrTheOther() throws Exception {
    Path file = folder.resolve("file.txt");
    String a = "a".repeat(100_000);
    String b = "b".repeat(200_000);
    AtomicFiles.write(file, a);
    AtomicBoolean ended = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  AtomicFiles.write(file, i % 2 == 0 ? b : a);
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              } finally {
                ended.set(true);
              }
            });
    writer.start();
    while (!ended.get()) {
      String text = Files.readString(file);
      assertTrue(text.equals(a) || text.equals(b));
    }
    writer.join();
    assertEquals(a, Files.readString(file));
    assertEquals(1, entries());
  }

  @Test
  void aWriterThatFailsLeavesTheOldFile() throws Exception {
    Path file = folder.resolve("file.txt");
    AtomicFiles.write(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.writeWith(
                file,
                temporary -> {
                  Files.writeString(temporary, "ne");
                  throw new IOException("No space left on device");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(1, entries());
  }

  @Test
  void anInterruptedThreadWritesAndAMissingFolderIsMade() throws Exception {
    Path file = folder.resolve("exports/a.csv");
    Thread.currentThread().interrupt();
    AtomicFiles.write(file, "ä");
    assertTrue(Thread.interrupted());
    assertEquals("ä", Files.readString(file));
  }
}
