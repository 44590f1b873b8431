package org.alexnetstudio.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a run folder, which one process has at a time. The operating system takes
 * it back when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
  /**
   * The locks of this process. On POSIX closing any handle of a file frees the process's locks on
   * it, so the file of a lock held here must not be opened again.
   */
  private static final Set<Path> HELD = new HashSet<>();

  /** Beyond the content, as Windows lets nobody read locked bytes. */
  private static final long LOCKED_BYTE = 1L << 30;

  private static final String NAME = "run.lock";
  private static final int ATTEMPTS = 5;

  private final Path folder;
  private final RandomAccessFile file;

  private RunLock(Path folder, RandomAccessFile file) {
    this.folder = folder;
    this.file = file;
  }

  static RunLock acquire(Path runFolder) throws StudioException {
    synchronized (HELD) {
      try {
        Path folder = runFolder.toRealPath();
        if (HELD.contains(folder)) {
          throw held(runFolder, Long.toString(ProcessHandle.current().pid()));
        }
        RandomAccessFile file = new RandomAccessFile(folder.resolve(NAME).toFile(), "rw");
        try {
          if (tryLock(file) == null) {
            throw held(runFolder, String.valueOf(file.readLine()));
          }
          file.setLength(0);
          file.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | StudioException e) {
          file.close();
          throw e;
        }
        HELD.add(folder);
        return new RunLock(folder, file);
      } catch (IOException e) {
        throw StudioException.badInput(
            runFolder + " cannot be locked",
            IoReason.of(e),
            "Keep runs in a folder that you may write to, on a disk of this computer.",
            e);
      }
    }
  }

  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    for (int attempt = 1; ; attempt++) {
      FileLock lock = file.getChannel().tryLock(LOCKED_BYTE, 1, false);
      if (lock != null || attempt == ATTEMPTS) {
        return lock;
      }
      // Perhaps only a window that looks whether the run is locked: see isHeld.
      Disk.pause();
    }
  }

  /** Whether this process or another one writes to the run. */
  static boolean isHeld(Path runFolder) throws IOException {
    synchronized (HELD) {
      Path folder = runFolder.toRealPath();
      Path path = folder.resolve(NAME);
      if (HELD.contains(folder) || !Files.exists(path)) {
        return HELD.contains(folder);
      }
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
          FileLock lock = file.getChannel().tryLock(LOCKED_BYTE, 1, true)) {
        return lock == null;
      }
    }
  }

  private static StudioException held(Path runFolder, String process) {
    return StudioException.badInput(
        runFolder + " is in use",
        "process " + process + " writes to this run",
        "Stop that run first, or wait for its end.");
  }

  /** Gives the right back; a second call does nothing. */
  @Override
  public void close() {
    synchronized (HELD) {
      if (HELD.remove(folder)) {
        try {
          file.close();
        } catch (IOException e) {
          // Nothing was written; the operating system frees the lock at the latest with the
          // process.
          return;
        }
      }
    }
  }
}
