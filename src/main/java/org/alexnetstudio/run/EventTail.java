package org.alexnetstudio.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.run.EventJson.MalformedEvent;

/** Reads a log that may still be written, each event once; not safe for several threads. */
public final class EventTail {
  private final Path file;
  private long position;
  private int skippedLines;

  /** Begins at the first line of the log, which need not be there yet. */
  public EventTail(Path file) {
    this.file = file;
  }

  /** How many malformed lines have been passed over. */
  public int skippedLines() {
    return skippedLines;
  }

  /**
   * The events whose lines were completed since the last call, as they were written: where a {@link
   * org.alexnetstudio.event.StartEvent} is among them, earlier ones with a higher step are void.
   *
   * @throws StudioException where the file cannot be read
   */
  public List<RunEvent> next() throws StudioException {
    List<RunEvent> events = new ArrayList<>();
    if (!Files.exists(file)) {
      return events;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(position);
      byte[] block = new byte[1 << 16];
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int count = log.read(block); count > 0; count = log.read(block)) {
        int begin = 0;
        for (int i = 0; i < count; i++) {
          if (block[i] == '\n') {
            line.write(block, begin, i - begin);
            take(line, events);
            begin = i + 1;
          }
        }
        line.write(block, begin, count - begin);
      }
    } catch (IOException e) {
      throw StudioException.failed(
          file + " cannot be read", IoReason.of(e), "Check the file and its disk.", e);
    }
    return events;
  }

  private void take(ByteArrayOutputStream line, List<RunEvent> events) {
    position += line.size() + 1;
    try {
      events.add(EventJson.read(line.toString(StandardCharsets.UTF_8)));
    } catch (MalformedEvent e) {
      skippedLines++;
    }
    line.reset();
  }
}
