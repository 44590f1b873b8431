package org.alexnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Scalars;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.run.RunFolder;

/** All scalars of a run as a table of text: a row for each step, epoch and validation. */
public final class ScalarExports {
  private ScalarExports() {}

  /**
   * Writes a table with a header: time (ISO 8601, UTC), step, epoch, and a column for each of
   * {@link Scalars#NAMES}, empty where the row does not tell it.
   *
   * @throws StudioException where it is no run, or the file can't be written
   */
  public static void writeCsv(Path run, Path out) throws StudioException {
    StringBuilder csv = new StringBuilder("time,step,epoch");
    Scalars.NAMES.forEach(name -> csv.append(',').append(name));
    csv.append('\n');
    for (RunEvent event : RunFolder.open(run).readEvents()) {
      Map<String, Double> scalars = Scalars.of(event);
      if (!scalars.isEmpty()) {
        csv.append(time(event)).append(',').append(event.step()).append(',').append(event.epoch());
        for (String name : Scalars.NAMES) {
          Double value = scalars.get(name);
          csv.append(',').append(value == null ? "" : value.toString());
        }
        csv.append('\n');
      }
    }
    write(out, csv.toString());
  }

  /**
   * Writes a list of objects with the same keys; those that a row does not tell are absent, and a
   * number that is not finite is null.
   *
   * @throws StudioException where it is no run, or the file can't be written
   */
  public static void writeJson(Path run, Path out) throws StudioException {
    List<String> rows = new ArrayList<>();
    for (RunEvent event : RunFolder.open(run).readEvents()) {
      Map<String, Double> scalars = Scalars.of(event);
      if (!scalars.isEmpty()) {
        StringBuilder row = new StringBuilder("  {\"time\": \"").append(time(event));
        row.append("\", \"step\": ").append(event.step());
        row.append(", \"epoch\": ").append(event.epoch());
        scalars.forEach(
            (name, value) ->
                row.append(", \"")
                    .append(name)
                    .append("\": ")
                    .append(Double.isFinite(value) ? value.toString() : "null"));
        rows.add(row.append('}').toString());
      }
    }
    write(out, rows.isEmpty() ? "[]\n" : "[\n" + String.join(",\n", rows) + "\n]\n");
  }

  private static Instant time(RunEvent event) {
    return Instant.ofEpochMilli(event.timeMillis());
  }

  private static void write(Path out, String text) throws StudioException {
    try {
      AtomicFiles.write(out, text);
    } catch (IOException e) {
      throw StudioException.badInput(
          out + " can't be written",
          IoReason.of(e),
          "Make room on this disk, or name a file in a folder that you may write to.",
          e);
    }
  }
}
