package org.alexnetstudio.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.RunEvent;

/**
 * Appends events to a log, each by one write, so that other programs can follow it. Safe for
 * several threads.
 */
public final class EventWriter implements EventSink, Closeable {
  private final RandomAccessFile log;
  private long end;

  private EventWriter(RandomAccessFile log, long end) {
    this.log = log;
    this.end = end;
  }

  static EventWriter open(Path file) throws StudioException {
    try {
      // Not a FileChannel, which an interrupted thread would close.
      RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw");
      try {
        long end = endOfLastLine(log);
        log.setLength(end);
        return new EventWriter(log, end);
      } catch (IOException e) {
        log.close();
        throw e;
      }
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " cannot be written",
          IoReason.of(e),
          "Check that you may write to the run's folder.",
          e);
    }
  }

  /** One past the last line break; a line that a kill left torn lies behind it. */
  private static long endOfLastLine(RandomAccessFile log) throws IOException {
    byte[] block = new byte[1 << 16];
    long blockEnd = log.length();
    while (blockEnd > 0) {
      int count = (int) Math.min(block.length, blockEnd);
      log.seek(blockEnd - count);
      log.readFully(block, 0, count);
      for (int i = count; i > 0; i--) {
        if (block[i - 1] == '\n') {
          return blockEnd - count + i;
        }
      }
      blockEnd -= count;
    }
    return 0;
  }

  /**
   * Appends one event; waits for the disk at a checkpoint and at the end of the run.
   *
   * @throws UncheckedIOException when the disk is full or gone; the log then ends with the event
   *     before
   */
  @Override
  public synchronized void accept(RunEvent event) {
    byte[] line = (EventJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      // Where a write before this one failed half-way, its part is written over.
      log.seek(end);
      log.write(line);
      end += line.length;
      if (event instanceof CheckpointEvent || event instanceof EndEvent) {
        log.getFD().sync();
      }
    } catch (IOException e) {
      cutBack(e);
      throw new UncheckedIOException(e);
    }
  }

  private void cutBack(IOException cause) {
    try {
      log.setLength(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Waits until all events are safe on the disk; to be called before a checkpoint is saved, so that
   * no checkpoint is ahead of the log.
   */
  public synchronized void force() throws IOException {
    log.getFD().sync();
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }
}
