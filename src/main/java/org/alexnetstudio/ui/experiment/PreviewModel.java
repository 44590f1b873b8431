package org.alexnetstudio.ui.experiment;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Duration;
import org.alexnetstudio.experiment.AugmentSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AugmentedPreview;
import org.alexnetstudio.session.DataPreview;
import org.alexnetstudio.session.DataSummary;
import org.alexnetstudio.session.ExperimentFiles;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.PulseFeed;
import org.jspecify.annotations.Nullable;

/**
 * What the images of the experiment are and what the training makes of one. Asked again only when
 * what it depends on has changed; the newest question wins.
 */
final class PreviewModel {
  /** Paths are typed letter by letter, and each of them could be a folder. */
  private static final Duration PAUSE = Duration.millis(350);

  /** Between two reports of progress. */
  private static final Duration INTERVAL = Duration.millis(100);

  private final DataPreview previews;
  private final ExperimentFiles experiments;
  private final Question<DataSummary> summary = new Question<>();
  private final Question<AugmentedPreview> augmented = new Question<>();
  private final Question<String> initial = new Question<>();
  private final PauseTransition pause = new PauseTransition(PAUSE);

  private @Nullable Experiment experiment;
  private @Nullable DataKey dataKey;
  private @Nullable ViewKey viewKey;
  private @Nullable InitialKey initialKey;
  private int image;
  private long seed = 1;

  /** What the summary depends on. */
  private record DataKey(SourceSpec source, ResizeSpec resize, int channels, long seed) {
    static DataKey of(Experiment experiment) {
      return new DataKey(
          experiment.data().source(),
          experiment.data().resize(),
          experiment.network().input().channels(),
          experiment.seed());
    }
  }

  /** What the views depend on. */
  private record ViewKey(DataKey data, AugmentSpec augment) {}

  /** What the model to start from depends on. */
  private record InitialKey(InitialSpec initial, NetworkSpec network) {
    static @Nullable InitialKey of(Experiment experiment) {
      InitialSpec initial = experiment.initial();
      return initial == null ? null : new InitialKey(initial, experiment.network());
    }
  }

  PreviewModel(DataPreview previews, ExperimentFiles experiments) {
    this.previews = previews;
    this.experiments = experiments;
    pause.setOnFinished(done -> ask());
  }

  /** Shows another experiment, once it stays the same for a moment; null for none. */
  void show(@Nullable Experiment next) {
    experiment = next;
    if (next == null) {
      pause.stop();
      dataKey = null;
      viewKey = null;
      initialKey = null;
      summary.clear();
      augmented.clear();
      initial.clear();
      return;
    }
    DataKey data = DataKey.of(next);
    if (!data.equals(dataKey)
        || !new ViewKey(data, next.data().augment()).equals(viewKey)
        || !Objects.equals(InitialKey.of(next), initialKey)) {
      pause.playFromStart();
    }
  }

  private void ask() {
    Experiment now = experiment;
    if (now == null) {
      return;
    }
    InitialKey key = InitialKey.of(now);
    if (!Objects.equals(key, initialKey)) {
      initialKey = key;
      if (key == null) {
        initial.clear();
      } else {
        initial.ask(activity -> experiments.initialModel(key.initial(), now));
      }
    }
    DataKey data = DataKey.of(now);
    if (!data.equals(dataKey)) {
      dataKey = data;
      image = 0;
      summarise(now, DataPreview.SAMPLE);
    }
    ViewKey view = new ViewKey(data, now.data().augment());
    if (!view.equals(viewKey)) {
      viewKey = view;
      drawViews(now);
    }
  }

  private void summarise(Experiment now, int most) {
    summary.ask(activity -> previews.summary(now, most, activity));
  }

  private void drawViews(Experiment now) {
    augmented.ask(activity -> previews.augmented(now, image, seed, activity));
  }

  /** Draws other views of the same image. */
  void again() {
    seed++;
    redraw();
  }

  /** Takes another image. */
  void otherImage() {
    // A step that shares no factor with usual sizes of classes leads through all of them.
    image += 7919;
    redraw();
  }

  private void redraw() {
    if (experiment != null) {
      drawViews(experiment);
    }
  }

  /** Decodes every image to find all problems. */
  void checkAll() {
    if (experiment != null) {
      summarise(experiment, Integer.MAX_VALUE);
    }
  }

  /** Lists the source anew: its files may have changed. */
  void reread() {
    previews.forget();
    dataKey = null;
    viewKey = null;
    ask();
  }

  /** The images' classes, sizes and problems. */
  Question<DataSummary> summary() {
    return summary;
  }

  /** One image as the network will see it. */
  Question<AugmentedPreview> augmented() {
    return augmented;
  }

  /** The model that the training starts from, in words. */
  Question<String> initial() {
    return initial;
  }

  /** A question with its newest answer. */
  static final class Question<T> {
    private final ReadOnlyObjectWrapper<@Nullable T> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem =
        new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private final PulseFeed<Runnable> feed =
        new PulseFeed<>(INTERVAL, INTERVAL, reports -> reports.get(reports.size() - 1).run());
    private AtomicBoolean cancelled = new AtomicBoolean();

    private void ask(Function<Activity, CompletableFuture<T>> question) {
      cancelled.set(true);
      AtomicBoolean mine = new AtomicBoolean();
      cancelled = mine;
      Activity activity =
          new Activity((part, done, all) -> report(mine, part, done, all), mine::get);
      progress.set("Looking at the images");
      FxThread.whenDone(
          question.apply(activity),
          found -> take(mine, () -> answer.set(found), null),
          failed -> take(mine, () -> answer.set(null), failed));
    }

    private void report(AtomicBoolean mine, String part, int done, int all) {
      String text = all == 0 ? part : part + ": " + done + " of " + all;
      feed.offer(
          () -> {
            if (!mine.get() && mine == cancelled && !progress.get().isEmpty()) {
              progress.set(text);
            }
          });
    }

    private void take(AtomicBoolean mine, Runnable change, @Nullable Throwable failed) {
      if (mine == cancelled && !mine.get()) {
        progress.set("");
        change.run();
        problem.set(failed);
      }
    }

    /** Ends the work; the last answer stays. */
    void cancel() {
      cancelled.set(true);
      progress.set("");
    }

    private void clear() {
      cancel();
      answer.set(null);
      problem.set(null);
    }

    /** The newest answer; null before the first and where there is none. */
    ReadOnlyObjectProperty<@Nullable T> answer() {
      return answer.getReadOnlyProperty();
    }

    /** Why there is no answer. */
    ReadOnlyObjectProperty<@Nullable Throwable> problem() {
      return problem.getReadOnlyProperty();
    }

    /** What is being done; empty where nothing is. */
    ReadOnlyStringProperty progress() {
      return progress.getReadOnlyProperty();
    }
  }
}
