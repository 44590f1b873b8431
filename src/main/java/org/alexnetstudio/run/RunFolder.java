package org.alexnetstudio.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;

/** The folder that says what one run did, and from which it can be resumed. */
public final class RunFolder {
  static final String EXPERIMENT = "experiment.json";
  static final String INFO = "run.json";
  static final String EVENTS = "events.jsonl";
  static final String CHECKPOINTS = "checkpoints";
  static final String TIMELINE = "timeline";
  static final String PEAKS = "patches.safetensors";
  static final String EXPORTS = "exports";
  static final String TENSOR_BOARD = "tensorboard";

  /** checkpoints/latest/model.safetensors */
  private static final int MODEL_DEPTH = 3;

  private final Path path;
  private String experimentJson;

  private RunFolder(Path path, String experimentJson) {
    this.path = path;
    this.experimentJson = experimentJson;
  }

  /**
   * Creates the folder {@code <yyyyMMdd-HHmmss>_<experiment-name>}, with "-2" and so on at its end
   * where that is taken. It appears with experiment.json and run.json in it, or not at all.
   *
   * @param runsFolder created where it is missing, but not the folder above it
   * @throws StudioException where the folder cannot be written to
   */
  public static RunFolder create(
      Path runsFolder, String experimentName, String experimentJson, RunInfo info)
      throws StudioException {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    return new RunFolder(
        NewRunFolder.create(runsFolder, experimentName, experimentJson, info, now), experimentJson);
  }

  /**
   * Refuses a folder that no run can be created in, so that it is known before long work.
   *
   * @throws StudioException where the folder cannot be written to
   */
  public static void checkWritable(Path runsFolder) throws StudioException {
    NewRunFolder.check(runsFolder);
  }

  /**
   * Opens the folder of a run, which may be running.
   *
   * @throws StudioException where it is not a run's folder, or cannot be read
   */
  public static RunFolder open(Path folder) throws StudioException {
    for (String file : List.of("", EXPERIMENT, INFO)) {
      if (!Files.exists(folder.resolve(file))) {
        throw StudioException.badInput(
            folder + " is not a run",
            file.isEmpty() ? "there is no such folder" : file + " is missing in it",
            "Name the folder of a run: one with experiment.json and run.json in it.");
      }
    }
    RunFolder run = new RunFolder(folder, read(folder.resolve(EXPERIMENT)));
    run.info();
    return run;
  }

  /**
   * The folder of the run that a model belongs to.
   *
   * @param model the run's folder itself, a checkpoint's, or the weights file in one
   * @return empty where it lies in no run
   */
  public static Optional<Path> around(Path model) {
    Path folder = model.toAbsolutePath().normalize();
    for (int level = 0; level <= MODEL_DEPTH && folder != null; level++) {
      if (Files.exists(folder.resolve(EXPERIMENT)) && Files.exists(folder.resolve(INFO))) {
        return Optional.of(folder);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  private static String read(Path file) throws StudioException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw StudioException.failed(
          file + " cannot be read", IoReason.of(e), "Check the file and its disk.", e);
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** The resolved experiment, as it was when the run began, but for the number of epochs. */
  public String experimentJson() {
    return experimentJson;
  }

  /**
   * What run.json holds now; another process may have written it.
   *
   * @throws StudioException where it cannot be read
   */
  public RunInfo info() throws StudioException {
    Path file = path.resolve(INFO);
    try {
      return RunJson.read(read(file), RunInfo.class);
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " is not a run's state",
          IoReason.of(e),
          "Restore the file from a copy of the run.",
          e);
    }
  }

  /**
   * Replaces run.json.
   *
   * @throws StudioException where it cannot be written; it then stays as it was
   */
  public void updateInfo(RunInfo info) throws StudioException {
    try {
      write(INFO, RunJson.write(info));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record in memory can't fail to be written", e);
    }
  }

  /**
   * Replaces the experiment, where a run is given another number of epochs.
   *
   * @throws StudioException where it cannot be written; it then stays as it was
   */
  public void replaceExperiment(String json) throws StudioException {
    write(EXPERIMENT, json.getBytes(StandardCharsets.UTF_8));
    experimentJson = json;
  }

  private void write(String name, byte[] content) throws StudioException {
    Path file = path.resolve(name);
    try {
      AtomicFiles.write(file, content);
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " cannot be written",
          IoReason.of(e),
          "Make room on this disk, or make the folder writable.",
          e);
    }
  }

  /**
   * Opens the event log for writing.
   *
   * @throws StudioException where it cannot be written
   */
  public EventWriter appendEvents() throws StudioException {
    return EventLog.append(path.resolve(EVENTS));
  }

  /**
   * The events so far, as one straight history.
   *
   * @throws StudioException where the log cannot be read
   */
  public List<RunEvent> readEvents() throws StudioException {
    return EventLog.read(path.resolve(EVENTS));
  }

  /** Follows the event log from its beginning. */
  public EventTail tailEvents() {
    return new EventTail(path.resolve(EVENTS));
  }

  /** The checkpoints. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve(CHECKPOINTS));
  }

  /** The snapshots. */
  public Timeline timeline() {
    return new Timeline(path.resolve(TIMELINE));
  }

  /** What excited its units most at the last validation. */
  public PeaksFile peaks() {
    return new PeaksFile(path.resolve(PEAKS));
  }

  /** Where pictures of the run go. */
  public Path exports() {
    return path.resolve(EXPORTS);
  }

  /** Where event files for TensorBoard go while it runs. */
  public Path tensorBoard() {
    return path.resolve(TENSOR_BOARD);
  }

  /**
   * Takes the right to write to this run.
   *
   * @throws StudioException where another process has it, or this one in another place
   */
  public RunLock lock() throws StudioException {
    return RunLock.acquire(path);
  }

  /**
   * Whether somebody writes to this run; one that says it is running, and is not locked, was
   * killed.
   *
   * @throws StudioException where that cannot be found out
   */
  public boolean isLocked() throws StudioException {
    try {
      return RunLock.isHeld(path);
    } catch (IOException e) {
      throw StudioException.failed(
          path + ": its lock cannot be read", IoReason.of(e), "Check the folder and its disk.", e);
    }
  }
}
