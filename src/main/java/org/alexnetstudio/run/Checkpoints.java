package org.alexnetstudio.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * The checkpoints of a run: {@code latest}, {@code best}, and older ones as {@code step-00001200}.
 * Whenever the process is killed or the power fails, a complete one is there, once there was one.
 */
public final class Checkpoints {
  static final String LATEST = "latest";
  static final String BEST = "best";

  // What a save that was killed leaves; the next save finishes or removes it.
  static final String WRITING = ".writing";
  static final String NEXT = ".next";
  static final String BEST_WRITING = ".best-writing";
  static final String BEST_OLD = ".best-old";

  private static final int ATTEMPTS = 3;

  private final Path folder;
  private final CheckpointSaver saver;

  Checkpoints(Path folder) {
    this(folder, new Disk());
  }

  Checkpoints(Path folder, Disk disk) {
    this.folder = folder;
    this.saver = new CheckpointSaver(folder, disk);
  }

  /**
   * Saves a checkpoint as the latest one; returns when it is safe on the disk.
   *
   * @param best whether it is also the best one
   * @param keep how many of the latest ones stay, 1 or more
   * @throws StudioException when it could not be saved; those before it stay valid
   */
  public void save(CheckpointData data, boolean best, int keep) throws StudioException {
    if (keep < 1) {
      throw new IllegalArgumentException("keep: found " + keep + ", allowed is 1 or more");
    }
    saver.save(data, best, keep);
  }

  /** The complete checkpoints: latest, best, then older ones from the newest on. */
  public List<Checkpoint> list() {
    List<Checkpoint> list = new ArrayList<>();
    for (String name : List.of(LATEST, BEST)) {
      addComplete(name, serving(name), list);
    }
    for (Path older : older(folder)) {
      addComplete(older.getFileName().toString(), older, list);
    }
    return List.copyOf(list);
  }

  /**
   * The newest checkpoint.
   *
   * @throws StudioException where there is none, or it is damaged
   */
  public Checkpoint latest() throws StudioException {
    return named(LATEST);
  }

  /**
   * The checkpoint of the best validation.
   *
   * @throws StudioException where there is none, or it is damaged
   */
  public Checkpoint best() throws StudioException {
    return named(BEST);
  }

  /**
   * The best checkpoint, or the latest where no validation was yet.
   *
   * @throws StudioException where there is none, or it is damaged
   */
  public Checkpoint bestOrLatest() throws StudioException {
    return named(Files.isDirectory(serving(BEST)) ? BEST : LATEST);
  }

  /**
   * The checkpoint that the user calls so.
   *
   * @throws StudioException where there is none, or it is damaged
   */
  public Checkpoint named(String name) throws StudioException {
    for (int attempt = 1; ; attempt++) {
      try {
        return find(name);
      } catch (StudioException e) {
        // A run that is going on may have renamed it between two looks at the disk.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Checkpoint find(String name) throws StudioException {
    Path serving = serving(name);
    boolean known = name.equals(LATEST) || name.equals(BEST) || name.matches("step-\\d{8,10}");
    if (!known || !Files.isDirectory(serving)) {
      throw StudioException.badInput(
          folder + ", checkpoint \"" + name + "\"", "there is none of that name", others());
    }
    try {
      return new Checkpoint(name, serving, CheckpointManifest.check(serving).state());
    } catch (IOException e) {
      throw StudioException.badInput(
          serving + " is not a complete checkpoint", IoReason.of(e), others(), e);
    }
  }

  /** The folder that stands for the name, also where a kill left the real one without its name. */
  private Path serving(String name) {
    Path real = folder.resolve(name);
    if (Files.isDirectory(real)) {
      return real;
    }
    List<Path> substitutes = new ArrayList<>();
    if (name.equals(LATEST)) {
      substitutes.add(folder.resolve(NEXT));
      substitutes.addAll(older(folder));
    } else if (name.equals(BEST)) {
      substitutes.add(folder.resolve(BEST_WRITING));
    }
    return substitutes.stream().filter(CheckpointManifest::isComplete).findFirst().orElse(real);
  }

  /** The folders of older checkpoints, complete or not, from the highest step down. */
  static List<Path> older(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().matches("step-\\d{8,10}"))
          .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  static long step(Path older) {
    return Long.parseLong(older.getFileName().toString().substring("step-".length()));
  }

  private static void addComplete(String name, Path path, List<Checkpoint> list) {
    try {
      list.add(new Checkpoint(name, path, CheckpointManifest.check(path).state()));
    } catch (IOException e) {
      // A list of what can be used; named() tells what is wrong with the others.
    }
  }

  private String others() {
    List<String> names = list().stream().map(Checkpoint::name).toList();
    return names.isEmpty()
        ? "The run has no complete checkpoint: start the experiment again."
        : "Use another checkpoint with --checkpoint NAME; there are: "
            + String.join(", ", names)
            + ".";
  }
}
