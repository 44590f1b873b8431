package org.alexnetstudio.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.TensorSource;

/**
 * The changes to the disk that saving is made of, each of which is done or not done when the power
 * fails; a test overrides {@link #beforeChange} to fail between any two.
 */
class Disk {
  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  /** Called before each change. */
  void beforeChange() throws IOException {}

  /** Creates a folder, with those above it. */
  void createFolder(Path folder) throws IOException {
    beforeChange();
    Files.createDirectories(folder);
  }

  /** Writes a file of tensors and waits until it is safe. */
  void writeTensors(Path file, Map<String, String> metadata, List<TensorSource> tensors)
      throws IOException {
    beforeChange();
    Safetensors.write(file, metadata, tensors);
  }

  /** Writes a file and waits until it is safe. */
  void write(Path file, byte[] content) throws IOException {
    beforeChange();
    // A stream rather than a FileChannel: interrupting the thread would close a channel.
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
  }

  /** Gives a file a second name; copies it where the file system knows no hard links. */
  void link(Path from, Path to) throws IOException {
    beforeChange();
    try {
      createLink(from, to);
    } catch (UnsupportedOperationException | FileSystemException e) {
      try (FileOutputStream out = new FileOutputStream(to.toFile())) {
        Files.copy(from, out);
        out.getFD().sync();
      }
    }
  }

  /** Overridden by a test of file systems without hard links. */
  void createLink(Path from, Path to) throws IOException {
    Files.createLink(to, from);
  }

  /** Renames a file, replacing one of that name, or a folder. */
  void rename(Path from, Path to) throws IOException {
    beforeChange();
    // Windows refuses while a virus scanner or a window reads the file: that passes.
    for (int attempt = 1; WINDOWS && attempt <= 20; attempt++) {
      try {
        renameOnce(from, to);
        return;
      } catch (FileSystemException e) {
        pause();
      }
    }
    renameOnce(from, to);
  }

  private static void renameOnce(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes a file or an empty folder where there is one. */
  void delete(Path path) throws IOException {
    beforeChange();
    Files.deleteIfExists(path);
  }

  /** Deletes a folder of files where there is one. */
  void deleteFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> stream = Files.list(folder)) {
      files = stream.toList();
    }
    for (Path file : files) {
      delete(file);
    }
    delete(folder);
  }

  /** Waits until the names in a folder are safe; Windows has no call for it. */
  void syncFolder(Path folder) throws IOException {
    beforeChange();
    if (WINDOWS) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      // Java synchronises folders by a channel only, which an interrupted thread would close.
      interrupted |= Thread.interrupted();
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
        break;
      } catch (ClosedByInterruptException e) {
        // Interrupted just now: once more.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
