package org.alexnetstudio.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Files that appear whole or not at all: written under a temporary name beside the file,
 * synchronised with the disk, renamed. A file of that name is replaced.
 */
public final class AtomicFiles {
  private static final Disk DISK = new Disk();

  private AtomicFiles() {}

  /** Writes the content of a file under the name that it is given, and synchronises it. */
  @FunctionalInterface
  public interface Content {
    /** Writes {@code temporary}. */
    void writeTo(Path temporary) throws IOException;
  }

  /** Writes a text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes. */
  public static void write(Path file, byte[] bytes) throws IOException {
    writeWith(file, temporary -> DISK.write(temporary, bytes));
  }

  /** Writes what {@code content} writes; where that fails, nothing is left. */
  public static void writeWith(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is a whole disk, not a file");
    }
    DISK.createFolder(folder);
    Path temporary = folder.resolve(".tmp-" + UUID.randomUUID());
    try {
      content.writeTo(temporary);
      DISK.rename(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
    DISK.syncFolder(folder);
  }
}
