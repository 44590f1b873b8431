package org.alexnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.RunFollowing;
import org.alexnetstudio.session.RunListener;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** The runs that are laid over the shown one; each follows its folder as long as it is written. */
final class CurvesComparisons {
  private final BiFunction<Path, RunListener, RunFollowing> follow;
  private final Runnable changed;
  private final ObservableList<Followed> followed = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();

  private record Followed(Path folder, CurvesRun run, RunFollowing following) {}

  CurvesComparisons(BiFunction<Path, RunListener, RunFollowing> follow, Runnable changed) {
    this.follow = follow;
    this.changed = changed;
  }

  /** Lays the run in {@code folder} over the others. */
  void add(Path folder) {
    if (followed.stream().anyMatch(each -> each.folder().equals(folder))) {
      problem.set(
          StudioException.badInput(
              folder.getFileName() + " is compared already",
              "it is among the curves",
              "Choose another run."));
      return;
    }
    ShownRun run = new ShownRun((details, step) -> new CompletableFuture<>());
    CurvesRun added =
        new CurvesRun(run, new CurvesStyle(freeStyle()), String.valueOf(folder.getFileName()));
    run.revision().addListener((value, before, now) -> changed.run());
    run.outcome().addListener((value, before, now) -> ended(added, now));
    followed.add(new Followed(folder, added, follow.apply(folder, new Events(run.listener()))));
    changed.run();
  }

  private int freeStyle() {
    List<Integer> taken =
        followed.stream().map(each -> each.run().style().compared()).sorted().toList();
    int free = 0;
    while (taken.contains(free)) {
      free++;
    }
    return free;
  }

  private void ended(CurvesRun run, @Nullable RunOutcome outcome) {
    if (outcome != null && outcome.kind() == RunOutcome.Kind.FAILED) {
      remove(run);
      problem.set(outcome.problem());
    }
  }

  /** Takes a run away. */
  void remove(CurvesRun run) {
    for (Followed each : List.copyOf(followed)) {
      if (each.run() == run) {
        run.run().close();
        each.following().close();
        followed.remove(each);
      }
    }
    changed.run();
  }

  /** The runs, in the order in which they were added. */
  List<CurvesRun> runs() {
    List<CurvesRun> runs = new ArrayList<>();
    followed.forEach(each -> runs.add(each.run()));
    return runs;
  }

  /** Why a run could not be added; the newest such problem. */
  ReadOnlyObjectProperty<@Nullable Throwable> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Passes on what curves are made of; pictures would take memory for nothing. */
  private record Events(RunListener curves) implements RunListener {
    @Override
    public void preparing(String part, int done, int total) {}

    @Override
    public void opened(RunDetails run) {
      curves.opened(run);
    }

    @Override
    public void event(RunEvent event) {
      curves.event(event);
    }

    @Override
    public void snapshot(Snapshot snapshot) {}

    @Override
    public void timeline(List<Integer> steps) {}

    @Override
    public void ended(RunOutcome outcome) {
      curves.ended(outcome);
    }
  }
}
