package org.alexnetstudio.export;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.TensorBoardLog;
import org.alexnetstudio.run.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run as an event file for TensorBoard. */
public final class TensorBoardExport {
  private static final Logger LOG = LoggerFactory.getLogger(TensorBoardExport.class);

  private TensorBoardExport() {}

  /**
   * Writes the run's straight history and the filters of its snapshots; a file of an earlier export
   * of the run is replaced. The run may be running.
   *
   * @param folder made where it is missing
   * @return the file
   * @throws StudioException where it is no run, has no event yet, or the file can't be written
   */
  public static Path write(Path run, Path folder) throws StudioException {
    RunFolder opened = RunFolder.open(run);
    List<RunEvent> history = opened.readEvents();
    if (history.isEmpty()) {
      throw StudioException.badInput(
          "There is nothing to tell of " + run,
          "it has no event yet",
          "Export it again when it has trained for a while.");
    }
    long begin = history.get(0).timeMillis();
    Path file = folder.resolve(TensorBoardLog.fileName(begin));
    try {
      AtomicFiles.writeWith(file, temporary -> write(temporary, begin, history, opened.timeline()));
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " can't be written",
          IoReason.of(e),
          "Make room on this disk, or name a folder that you may write to.",
          e);
    }
    return file;
  }

  private static void write(Path file, long begin, List<RunEvent> history, Timeline timeline)
      throws IOException {
    try (FileOutputStream plain = new FileOutputStream(file.toFile());
        OutputStream out = new BufferedOutputStream(plain)) {
      TensorBoardLog log = new TensorBoardLog(out, begin);
      for (RunEvent event : history) {
        log.write(event);
      }
      for (int step : timeline.steps()) {
        Snapshot snapshot;
        try {
          snapshot = timeline.read(step);
        } catch (StudioException e) {
          // One may be damaged, or removed by the run just now: the others serve.
          LOG.warn("{}", e.getMessage());
          continue;
        }
        log.write(snapshot);
      }
      out.flush();
      plain.getFD().sync();
    }
  }
}
