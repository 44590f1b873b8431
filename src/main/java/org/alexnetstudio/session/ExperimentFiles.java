package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.InitialSpec;

/** Reads and writes the texts of experiments; a file is there whole or as it was before. */
public final class ExperimentFiles {
  /** More is no experiment, and would only stand still in an editor. */
  private static final long MOST_BYTES = 4L << 20;

  private final AppFolders folders;
  private final Executor background;

  ExperimentFiles(AppFolders folders, Executor background) {
    this.folders = folders;
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

  /**
   * The text of an experiment that trains a model on, for images that are still to be named.
   *
   * @param model a run folder, a checkpoint folder, or a weights file, also one to import
   */
  public CompletableFuture<String> fineTuning(Path model) {
    return Work.submit(() -> FineTuning.experiment(model, folders, Activity.SILENT), background);
  }

  /**
   * What a training would start from, in words.
   *
   * @param initial that of the experiment
   * @return fails where there is no such model, or its weights do not fit the network
   */
  public CompletableFuture<String> initialModel(InitialSpec initial, Experiment experiment) {
    return Work.submit(
        () -> InitialModel.open(initial, experiment, folders, Activity.SILENT).description(),
        background);
  }

  /** Writes a text in UTF-8. */
  public CompletableFuture<Path> write(Path file, String text) {
    return Work.submit(() -> SavedFile.text(file, text), background);
  }
}
