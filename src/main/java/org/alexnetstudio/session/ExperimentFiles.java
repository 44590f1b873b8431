package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** Reads and writes the texts of experiments; a file is there whole or as it was before. */
public final class ExperimentFiles {
  /** More is no experiment, and would only stand still in an editor. */
  private static final long MOST_BYTES = 4L << 20;

  private final Executor background;

  ExperimentFiles(Executor background) {
    this.background = background;
  }

  /** The text of a file, whatever it says. */
  public CompletableFuture<String> read(Path file) {
    return Work.submit(() -> text(file), background);
  }

  private static String text(Path file) throws StudioException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it has more than 4 MiB, too much for an experiment");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw StudioException.badInput(
          "Can't open " + file, IoReason.of(e), "Choose an experiment's JSON file.", e);
    }
  }

  /** Writes a text in UTF-8. */
  public CompletableFuture<Path> write(Path file, String text) {
    return Work.submit(() -> SavedFile.text(file, text), background);
  }
}
