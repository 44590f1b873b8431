package org.alexnetstudio.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two programs, or two threads, from preparing the same pack at once, and a pack that a
 * program reads from being deleted.
 */
final class FolderLock implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
  private static final long POLL_MILLIS = 100;

  /** The file in the pack's folder that is locked by whoever prepares the pack or deletes it. */
  static final String FILE = "lock";

  private static final String READERS = "readers";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until nobody else holds it; the system lets go of the lock of a killed program. */
  static FolderLock acquire(Path folder, BooleanSupplier cancelled) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      for (boolean first = true; !held; first = false) {
        held = tryLock(channel) != null;
        if (held) {
          break;
        }
        if (first) {
          LOG.warn("Waiting: another program is preparing the images in {}", folder);
        }
        if (cancelled.getAsBoolean()) {
          throw new CancellationException();
        }
        Thread.sleep(POLL_MILLIS);
      }
      return new FolderLock(channel);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  /**
   * Holds a pack that is read, as others may too; null where that can't be told to others: nobody
   * can write there, or this program has told them already. It keeps nobody from preparing.
   */
  static @Nullable FolderLock ofReader(Path folder) {
    try {
      return hold(folder.resolve(READERS), true);
    } catch (IOException unwritable) {
      return null;
    }
  }

  /** Holds a pack that nobody prepares and nobody reads; null where somebody does. */
  static @Nullable FolderLock ifFree(Path folder) throws IOException {
    FolderLock preparing = hold(folder.resolve(FILE), false);
    if (preparing == null) {
      return null;
    }
    try (FolderLock reading = hold(folder.resolve(READERS), false)) {
      if (reading != null) {
        return preparing;
      }
    }
    preparing.close();
    return null;
  }

  private static @Nullable FolderLock hold(Path file, boolean shared) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock held = null;
    try {
      held = channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException heldByThisProgram) {
      // Not held once more.
    } finally {
      if (held == null) {
        channel.close();
      }
    }
    return held == null ? null : new FolderLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProgram) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
