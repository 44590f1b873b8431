package org.alexnetstudio.ui.explore;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.ui.run.ShownRun;

/** The images that can be looked at: those that the run follows, and the ones looked at before. */
final class ShownImages {
  private static final int RECENT = 8;

  private final ExploreModel explore;
  private final ObservableValue<ShownRun> run;
  private final Function<Path, ? extends CompletableFuture<?>> read;
  private final Supplier<CompletableFuture<List<Path>>> samples;
  private final Executor fx;
  private final List<Path> recent = new ArrayList<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private boolean looking;

  /**
   * No image yet.
   *
   * @param read reads an image; fails where that can't be done
   * @param samples images that are always there
   * @param fx runs what it is given on the JavaFX thread
   */
  ShownImages(
      ExploreModel explore,
      ObservableValue<ShownRun> run,
      Function<Path, ? extends CompletableFuture<?>> read,
      Supplier<CompletableFuture<List<Path>>> samples,
      Executor fx) {
    this.explore = explore;
    this.run = run;
    this.read = read;
    this.samples = samples;
    this.fx = fx;
  }

  /** Looks at an image. */
  void choose(Path image) {
    notice.set("");
    recent.remove(image);
    recent.add(0, image);
    if (recent.size() > RECENT) {
      recent.remove(RECENT);
    }
    explore.show(image);
  }

  /** Says one line, such as why what was dropped can't be looked at. */
  void tell(String line) {
    notice.set(line);
  }

  /**
   * Where there is no image, looks at the first that can be read: of the run's, or of the samples.
   */
  void showFirst() {
    if (explore.image().get() != null || looking) {
      return;
    }
    looking = true;
    List<Path> candidates = new ArrayList<>(probes());
    var unused =
        samples
            .get()
            .whenComplete(
                (always, none) -> {
                  if (always != null) {
                    candidates.addAll(always);
                  }
                  tryNext(candidates, 0);
                });
  }

  private void tryNext(List<Path> candidates, int index) {
    if (index >= candidates.size()) {
      fx.execute(() -> looking = false);
      return;
    }
    Path candidate = candidates.get(index);
    var unused =
        read.apply(candidate)
            .whenComplete(
                (picture, problem) -> {
                  if (problem == null) {
                    fx.execute(() -> begin(candidate));
                  } else {
                    // A run of another computer: its images need not be here.
                    tryNext(candidates, index + 1);
                  }
                });
  }

  private void begin(Path image) {
    looking = false;
    // By now the user may have chosen one.
    if (explore.image().get() == null) {
      explore.show(image);
    }
  }

  /** Those that the run follows. */
  List<Path> probes() {
    Snapshot snapshot = run.getValue().snapshot().get();
    Set<Path> probes = new LinkedHashSet<>();
    for (ProbeSnapshot each : snapshot == null ? List.<ProbeSnapshot>of() : snapshot.probes()) {
      try {
        probes.add(Path.of(each.image()));
      } catch (InvalidPathException e) {
        // Of another system; there is no such file here.
      }
    }
    return List.copyOf(probes);
  }

  /** Those looked at before that the run does not follow, the newest first. */
  List<Path> recent() {
    List<Path> others = new ArrayList<>(recent);
    others.removeAll(probes());
    return others;
  }

  /** What was said last; empty after the next image. */
  ReadOnlyStringProperty notice() {
    return notice.getReadOnlyProperty();
  }
}
