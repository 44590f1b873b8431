package org.alexnetstudio.session;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.SnapshotSink;
import org.alexnetstudio.run.TensorBoardLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells TensorBoard what happens while it happens; each start of the run has a file of its own. */
final class LiveTensorBoard implements EventSink, SnapshotSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTensorBoard.class);

  private final Path folder;

  /** Null before the first record, and where nothing is to be written. */
  private @Nullable FileOutputStream out;

  private @Nullable TensorBoardLog log;
  private boolean on;

  /**
   * Makes nothing before there is something to tell.
   *
   * @param on whether anything is to be written at all
   */
  LiveTensorBoard(Path folder, boolean on) {
    this.folder = folder;
    this.on = on;
  }

  /** What is told of a run. */
  @FunctionalInterface
  private interface Telling {
    void writeTo(TensorBoardLog log) throws IOException;
  }

  @Override
  public void accept(RunEvent event) {
    write(log -> log.write(event));
  }

  @Override
  public void accept(Snapshot snapshot) {
    write(log -> log.write(snapshot));
  }

  /** All of it can be read off the run folder too, so a failure does not end the run. */
  private void write(Telling telling) {
    if (!on) {
      return;
    }
    try {
      if (log == null) {
        log = begin();
      }
      telling.writeTo(log);
    } catch (IOException e) {
      on = false;
      LOG.warn(
          "{} can't be written: {}. The training goes on; 'alexnet-studio export RUN --format"
              + " tensorboard' makes it anew.",
          folder,
          IoReason.of(e));
    }
  }

  private TensorBoardLog begin() throws IOException {
    Files.createDirectories(folder);
    long now = System.currentTimeMillis();
    Path file = folder.resolve(TensorBoardLog.fileName(now));
    // Two starts within a second: TensorBoard reads files in the order of their names.
    for (int number = 2; Files.exists(file); number++) {
      file = folder.resolve(TensorBoardLog.fileName(now) + "." + number);
    }
    // Not buffered: TensorBoard reads along.
    out = new FileOutputStream(file.toFile());
    return new TensorBoardLog(out, now);
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      LOG.warn("{} can't be closed: {}", folder, IoReason.of(e));
    }
  }
}
