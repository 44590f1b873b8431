package org.alexnetstudio.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.RunListener;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.PulseFeed;
import org.jspecify.annotations.Nullable;

/**
 * The run that the window shows, be it trained here, by another process, or long ago; a new one
 * takes its place with the next run. It is fed by {@link #listener} from any thread; all else is of
 * the JavaFX thread.
 */
public final class ShownRun {
  /** Each frame takes time from the training, and nobody reads faster. */
  private static final Duration INTERVAL = Duration.millis(1000);

  /** Nobody waits longer for news. */
  private static final Duration LONGEST = Duration.millis(2500);

  private final BiFunction<RunDetails, Integer, CompletableFuture<Snapshot>> reader;
  private final PulseFeed<Runnable> feed = new PulseFeed<>(INTERVAL, LONGEST, this::drain);
  private final AtomicReference<@Nullable Snapshot> arrived = new AtomicReference<>();

  private final RunHistory history = new RunHistory();
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Preparation> preparation =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunDetails> details = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunOutcome> outcome = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Integer>> timeline =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable Snapshot> snapshot = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyIntegerWrapper cursor = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();

  /** Pictures that the run itself does not follow, by the model that answers. */
  private final List<ProbeSnapshot> added = new ArrayList<>();

  private @Nullable Snapshot newest;
  private boolean reading;

  /**
   * A run that nothing is known of yet.
   *
   * @param reader reads a kept snapshot of the run by its step
   */
  public ShownRun(BiFunction<RunDetails, Integer, CompletableFuture<Snapshot>> reader) {
    this.reader = reader;
  }

  private void drain(List<Runnable> changes) {
    changes.forEach(Runnable::run);
    if (live.get()) {
      // Once a frame and not with every event: the timeline is drawn for it.
      cursor.set(history.lastStep());
    }
    revision.set(revision.get() + 1);
  }

  /** Whether news is shown at once, as in a pause, whose last step is what one wants to see. */
  public void hurry(boolean atOnce) {
    feed.hurry(atOnce);
  }

  /** Feeds this run; any thread may call it. */
  public RunListener listener() {
    return new RunListener() {
      @Override
      public void preparing(String part, int done, int total) {
        feed.offer(() -> preparation.set(new Preparation(part, done, total)));
      }

      @Override
      public void opened(RunDetails run) {
        feed.offerAtOnce(
            () -> {
              preparation.set(null);
              details.set(run);
            });
      }

      @Override
      public void event(RunEvent event) {
        feed.offer(() -> history.add(event));
      }

      @Override
      public void snapshot(Snapshot next) {
        // Only the newest counts: pictures that nobody saw are not kept waiting.
        if (arrived.getAndSet(next) == null) {
          feed.offer(ShownRun.this::takeSnapshot);
        }
      }

      @Override
      public void timeline(List<Integer> steps) {
        feed.offer(() -> timeline.set(steps));
      }

      @Override
      public void ended(RunOutcome how) {
        feed.offerAtOnce(
            () -> {
              preparation.set(null);
              outcome.set(how);
            });
      }
    };
  }

  private void takeSnapshot() {
    newest = arrived.getAndSet(null);
    if (live.get()) {
      snapshot.set(withAdded(newest));
    }
  }

  /** Shows one more picture beside the run's probes, as long as the newest is shown. */
  public void addProbe(ProbeSnapshot probe) {
    added.removeIf(each -> each.image().equals(probe.image()));
    added.add(probe);
    if (live.get()) {
      snapshot.set(withAdded(newest));
    }
  }

  private @Nullable Snapshot withAdded(@Nullable Snapshot of) {
    if (added.isEmpty()) {
      return of;
    }
    if (of == null) {
      return new Snapshot(System.currentTimeMillis(), 0, 1, null, added);
    }
    List<ProbeSnapshot> all = new ArrayList<>(of.probes());
    added.stream()
        .filter(each -> of.probes().stream().noneMatch(own -> own.image().equals(each.image())))
        .forEach(all::add);
    return new Snapshot(of.timeMillis(), of.step(), of.epoch(), of.filters(), all);
  }

  /** Shows the run as it was at a step: its last snapshot up to there. */
  public void scrubTo(int step) {
    RunDetails run = details.get();
    List<Integer> steps = timeline.get();
    if (run == null || steps.isEmpty()) {
      return;
    }
    int kept = steps.stream().filter(each -> each <= step).reduce(steps.get(0), (a, b) -> b);
    live.set(false);
    cursor.set(kept);
    readAtCursor(run);
  }

  /** Reads one at a time: while the cursor is dragged, only where it comes to rest counts. */
  private void readAtCursor(RunDetails run) {
    int wanted = cursor.get();
    Snapshot shown = snapshot.get();
    if (reading || live.get() || (shown != null && shown.step() == wanted)) {
      return;
    }
    reading = true;
    FxThread.whenDone(
        reader.apply(run, wanted),
        read -> {
          reading = false;
          if (!live.get()) {
            snapshot.set(read);
          }
          if (cursor.get() != wanted) {
            readAtCursor(run);
          }
        },
        unreadable -> {
          reading = false;
          if (!live.get() && cursor.get() == wanted) {
            goLive();
            problem.set(unreadable);
          } else {
            readAtCursor(run);
          }
        });
  }

  /** Moves the cursor to the kept snapshot before or after; at the end it goes live. */
  public void scrubBy(int count) {
    List<Integer> steps = timeline.get();
    int before = (int) steps.stream().filter(each -> each < cursor.get()).count();
    int here = before < steps.size() && steps.get(before) == cursor.get() ? before : before - 1;
    int next = live.get() && count < 0 ? before + count : here + count;
    if (next >= steps.size()) {
      goLive();
    } else if (!steps.isEmpty()) {
      scrubTo(steps.get(Math.max(0, next)));
    }
  }

  /** Follows the newest again. */
  public void goLive() {
    live.set(true);
    if (newest != null) {
      snapshot.set(withAdded(newest));
    }
    cursor.set(history.lastStep());
  }

  /** Ends the feeding: another run is shown. */
  public void close() {
    feed.close();
  }

  /** What has happened so far; {@link #revision} tells of changes. */
  public RunHistory history() {
    return history;
  }

  /** Rises with each frame in which anything is new. */
  public ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** How far the preparation is; null before and after. */
  public ReadOnlyObjectProperty<@Nullable Preparation> preparation() {
    return preparation.getReadOnlyProperty();
  }

  /** What stands fixed; null before the run has a folder. */
  public ReadOnlyObjectProperty<@Nullable RunDetails> details() {
    return details.getReadOnlyProperty();
  }

  /** How it ended; null as long as it goes on. */
  public ReadOnlyObjectProperty<@Nullable RunOutcome> outcome() {
    return outcome.getReadOnlyProperty();
  }

  /** The steps with kept snapshots, rising. */
  public ReadOnlyObjectProperty<List<Integer>> timeline() {
    return timeline.getReadOnlyProperty();
  }

  /** What the panes show: the newest snapshot, or that at the cursor; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Snapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  /** Whether the panes follow the newest. */
  public ReadOnlyBooleanProperty live() {
    return live.getReadOnlyProperty();
  }

  /** The step that the panes show. */
  public ReadOnlyIntegerProperty cursor() {
    return cursor.getReadOnlyProperty();
  }

  /** Why a kept snapshot could not be read; the newest such problem. */
  public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
    return problem.getReadOnlyProperty();
  }
}
