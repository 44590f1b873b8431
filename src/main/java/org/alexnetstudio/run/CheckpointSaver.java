package org.alexnetstudio.run;

import static org.alexnetstudio.run.Checkpoints.BEST;
import static org.alexnetstudio.run.Checkpoints.BEST_OLD;
import static org.alexnetstudio.run.Checkpoints.BEST_WRITING;
import static org.alexnetstudio.run.Checkpoints.LATEST;
import static org.alexnetstudio.run.Checkpoints.NEXT;
import static org.alexnetstudio.run.Checkpoints.WRITING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.TensorSource;

/** Saves checkpoints so that at every instant those before, or the new one, can be used. */
final class CheckpointSaver {
  private final Path folder;
  private final Disk disk;

  CheckpointSaver(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  void save(CheckpointData data, boolean best, int keep) throws StudioException {
    try {
      disk.createFolder(folder);
      finishInterrupted();
      write(data);
      // The best one first: killed after it, the run repeats from the older latest one and saves it
      // again; the other way round, the run would go on without its best.
      if (best) {
        replaceBest();
      }
      replaceLatest();
      removeOlder(data.state().step(), keep - 1);
    } catch (IOException e) {
      throw failure(data, e);
    }
  }

  /** Finishes, or removes, what a save that was killed has left. */
  private void finishInterrupted() throws IOException {
    promote(NEXT, LATEST);
    promote(BEST_WRITING, BEST);
    disk.deleteFolder(folder.resolve(BEST_OLD));
    disk.deleteFolder(folder.resolve(WRITING));
  }

  private void promote(String leftover, String name) throws IOException {
    Path from = folder.resolve(leftover);
    Path to = folder.resolve(name);
    if (!Files.isDirectory(to) && CheckpointManifest.isComplete(from)) {
      disk.rename(from, to);
      disk.syncFolder(folder);
    } else {
      disk.deleteFolder(from);
    }
  }

  private void write(CheckpointData data) throws IOException {
    Path writing = folder.resolve(WRITING);
    TrainingState state = data.state();
    Map<String, String> place =
        Map.of("step", Integer.toString(state.step()), "epoch", Integer.toString(state.epoch()));
    disk.createFolder(writing);
    disk.writeTensors(writing.resolve(Checkpoint.MODEL), place, data.model());
    disk.write(
        writing.resolve(Checkpoint.MODEL_JSON), data.modelJson().getBytes(StandardCharsets.UTF_8));
    disk.writeTensors(writing.resolve(Checkpoint.OPTIMIZER), place, data.optimizer());
    CheckpointManifest manifest = CheckpointManifest.of(writing, Checkpoint.FILES, state);
    disk.write(writing.resolve(CheckpointManifest.NAME), RunJson.write(manifest));
    disk.syncFolder(writing);
    disk.syncFolder(folder);
  }

  private void replaceBest() throws IOException {
    Path fresh = folder.resolve(BEST_WRITING);
    Path best = folder.resolve(BEST);
    Path old = folder.resolve(BEST_OLD);
    disk.createFolder(fresh);
    for (String file : Checkpoint.FILES) {
      disk.link(folder.resolve(WRITING).resolve(file), fresh.resolve(file));
    }
    disk.link(
        folder.resolve(WRITING).resolve(CheckpointManifest.NAME),
        fresh.resolve(CheckpointManifest.NAME));
    disk.syncFolder(fresh);
    if (Files.isDirectory(best)) {
      disk.rename(best, old);
    }
    disk.rename(fresh, best);
    disk.syncFolder(folder);
    disk.deleteFolder(old);
  }

  private void replaceLatest() throws IOException {
    Path latest = folder.resolve(LATEST);
    Path next = folder.resolve(NEXT);
    // From here on it can stand for the latest one: the best one is made, where it is to be.
    disk.rename(folder.resolve(WRITING), next);
    if (CheckpointManifest.isComplete(latest)) {
      int step = CheckpointManifest.check(latest).state().step();
      Path older = folder.resolve(String.format(Locale.ROOT, "step-%08d", step));
      disk.deleteFolder(older);
      disk.rename(latest, older);
    } else {
      disk.deleteFolder(latest);
    }
    disk.rename(next, latest);
    disk.syncFolder(folder);
  }

  /**
   * Keeps some of the older checkpoints: the newest ones, where those with a step above the current
   * one, left by a run that went back, count as the oldest.
   */
  private void removeOlder(int currentStep, int keep) throws IOException {
    List<Path> before = new ArrayList<>();
    List<Path> above = new ArrayList<>();
    for (Path older : Checkpoints.older(folder)) {
      if (!CheckpointManifest.isComplete(older)) {
        disk.deleteFolder(older);
      } else {
        (Checkpoints.step(older) > currentStep ? above : before).add(older);
      }
    }
    for (Path older : Stream.concat(before.stream(), above.stream()).skip(keep).toList()) {
      disk.deleteFolder(older);
    }
  }

  private StudioException failure(CheckpointData data, IOException e) {
    String why = IoReason.of(e);
    try {
      finishInterrupted();
      long needed =
          Stream.concat(data.model().stream(), data.optimizer().stream())
              .mapToLong(TensorSource::bytes)
              .sum();
      long free = Files.getFileStore(folder).getUsableSpace();
      why += String.format(Locale.ROOT, "; it needs %s, %s are free", size(needed), size(free));
    } catch (IOException again) {
      e.addSuppressed(again);
    }
    boolean earlier = !new Checkpoints(folder).list().isEmpty();
    return StudioException.badInput(
        folder + ": the checkpoint of step " + data.state().step() + " could not be saved",
        why,
        "Make room on this disk, or make it writable, then "
            + (earlier
                ? "resume the run: its earlier checkpoint is still valid."
                : "start the experiment again."),
        e);
  }

  private static String size(long bytes) {
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
