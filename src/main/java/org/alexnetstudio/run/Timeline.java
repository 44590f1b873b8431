package org.alexnetstudio.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a run, a file for each, at most {@link #MOST} of them: when there would be more,
 * the distance between two doubles. Which ones are kept follows from the newest step alone, so that
 * a run that was killed ends with the same ones as a run that never was.
 */
public final class Timeline {
  private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

  /** How many snapshots are kept at most. */
  public static final int MOST = 512;

  private static final Pattern NAME = Pattern.compile("step-(\\d{8,10})\\.safetensors");
  private static final String TEMPORARY = ".tmp-";

  private final Path folder;
  private final Disk disk = new Disk();

  Timeline(Path folder) {
    this.folder = folder;
  }

  /** The steps whose snapshots are kept, rising; another process may add and remove some. */
  public List<Integer> steps() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.parseLong(name.group(1)))
          .filter(step -> step <= Integer.MAX_VALUE)
          .map(Long::intValue)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      // A run without a timeline is a run too.
      return List.of();
    }
  }

  /**
   * Reads one.
   *
   * @throws StudioException where it is not there, or damaged
   */
  public Snapshot read(int step) throws StudioException {
    Path file = file(step);
    if (!Files.exists(file)) {
      throw StudioException.badInput(
          "There is no snapshot of step " + step,
          file + " does not exist: snapshots are kept at fewer and fewer steps as a run grows",
          "Choose another step.");
    }
    try {
      Snapshot snapshot = SnapshotFile.read(file);
      if (snapshot.step() != step) {
        throw new IOException("it is a snapshot of step " + snapshot.step());
      }
      return snapshot;
    } catch (StudioException e) {
      throw damaged(step, e.why(), e);
    } catch (IOException e) {
      throw damaged(step, IoReason.of(e), e);
    }
  }

  private StudioException damaged(int step, String why, Exception e) {
    return StudioException.badInput(
        "The snapshot of step " + step + " can't be read",
        file(step) + ": " + why,
        "Choose another step; the run itself does not need it.",
        e);
  }

  /**
   * Keeps a snapshot as the newest, and removes those that are too many now. It appears whole or
   * not at all where the process is killed; after a power failure it may be damaged, as nobody
   * waits for the disk.
   *
   * @param everySteps distance of the snapshots that are taken
   * @throws StudioException where it can't be written; those before it stay
   */
  public void save(Snapshot snapshot, int everySteps) throws StudioException {
    Path temporary = folder.resolve(TEMPORARY + UUID.randomUUID());
    try {
      disk.createFolder(folder);
      try {
        SnapshotFile.write(temporary, snapshot);
        disk.rename(temporary, file(snapshot.step()));
      } finally {
        Files.deleteIfExists(temporary);
      }
      long distance = distance(snapshot.step(), everySteps);
      remove(step -> step != snapshot.step() && step % distance != 0);
    } catch (IOException e) {
      throw StudioException.badInput(
          "Snapshots can't be kept in " + folder,
          IoReason.of(e),
          "Make room on this disk, or make the folder writable.",
          e);
    }
  }

  /** Between those kept: {@code everySteps}, doubled until 0, its multiples and the newest fit. */
  static long distance(int newest, int everySteps) {
    long distance = everySteps;
    while (2 + (newest - 1) / distance > MOST) {
      distance *= 2;
    }
    return distance;
  }

  /**
   * Removes what a training that goes back to {@code step} will make again, and what a kill left
   * half-written.
   *
   * @throws StudioException where it can't be removed
   */
  public void goBackTo(int step) throws StudioException {
    try {
      remove(later -> later > step);
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
          for (Path file : left) {
            disk.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw StudioException.badInput(
          "Old snapshots can't be removed from " + folder,
          IoReason.of(e),
          "Make the folder writable, and close programs that read from it.",
          e);
    }
  }

  private void remove(IntPredicate which) throws IOException {
    for (int step : steps()) {
      if (which.test(step)) {
        disk.delete(file(step));
      }
    }
  }

  private Path file(int step) {
    return folder.resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
  }

  /** The newest; none where there is none, or where it is damaged or was removed just now. */
  public Optional<Snapshot> newest() {
    List<Integer> steps = steps();
    try {
      return steps.isEmpty() ? Optional.empty() : Optional.of(read(steps.get(steps.size() - 1)));
    } catch (StudioException e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Refuses to go on where the run's folder is gone.
   *
   * @throws StudioException where it is
   */
  public void checkThere() throws StudioException {
    Path run = folder.toAbsolutePath().getParent();
    if (run != null && !Files.exists(run.resolve(RunFolder.INFO))) {
      throw StudioException.badInput(
          "The run " + run + " can't be written any more",
          "its folder was deleted or moved",
          "Bring it back and resume it, or start a new run.");
    }
  }
}
