package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.KeptWeights;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/**
 * Which weights are looked at, as a mark in the header, and a menu of the others that the run has
 * kept; while a training goes on also of the ones that learn.
 */
final class WeightsMenu extends MenuButton {
  private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");

  private final Function<Path, CompletableFuture<List<KeptWeights>>> kept;
  private final Consumer<@Nullable Path> open;
  private final ExploreModel explore;
  private final ObservableBooleanValue training;
  private boolean narrow;

  /** Of the newest answer: an image that can't be read changes no weights. */
  private @Nullable WeightsOrigin origin;

  /**
   * Says nothing before the first answer.
   *
   * @param kept the weights kept of the run that a model is of
   * @param open lets other weights answer; with null those that learn
   */
  WeightsMenu(
      ExploreModel explore,
      ObservableBooleanValue training,
      Function<Path, CompletableFuture<List<KeptWeights>>> kept,
      Consumer<@Nullable Path> open) {
    this.explore = explore;
    this.kept = kept;
    this.open = open;
    getStyleClass().addAll("chip", "weights-menu");
    setMinWidth(USE_PREF_SIZE);
    this.training = training;
    explore.overview().answer().addListener((value, before, now) -> show(now));
    setOnShowing(event -> fill(List.of(), "Looking…"));
    setOnShown(event -> ask());
    fill(List.of(), "Looking…");
    show(explore.overview().answer().get());
  }

  private void show(@Nullable Answer<Overview> answer) {
    origin = answer == null ? origin : answer.weights();
    WeightsOrigin weights = origin;
    setDisable(weights == null);
    setText("no weights yet");
    if (weights != null) {
      pseudoClassStateChanged(LIVE, weights.live());
      setText(narrow ? ModelPlace.step(weights) : ModelPlace.words(weights));
      setAccessibleText("Weights: " + ModelPlace.words(weights));
      setTooltip(
          new Tooltip(
              weights.live()
                  ? "The network that learns now, as it was after this step"
                  : "Other weights of the run\n" + weights.model()));
    }
  }

  /** Where there is little room, the step must do. */
  void setNarrow() {
    narrow = true;
    show(explore.overview().answer().get());
  }

  private void ask() {
    WeightsOrigin weights = origin;
    if (weights != null) {
      FxThread.whenDone(
          kept.apply(weights.model()),
          all -> fill(all, "No other weights are kept of this model"),
          problem -> fill(List.of(), "The run's checkpoints can't be read"));
    }
  }

  private void fill(List<KeptWeights> all, String otherwise) {
    getItems().clear();
    WeightsOrigin shown = origin;
    if (training.get()) {
      add("Live: the weights that learn", shown != null && shown.live(), null);
    }
    for (KeptWeights each : all) {
      add(name(each), shown != null && ModelPlace.isShown(each, all, shown), each.folder());
    }
    if (all.isEmpty()) {
      say(otherwise);
    } else if (training.get()) {
      say("Kept ones are loaded beside the training: " + mebibytes(all) + " MiB of memory more");
    }
  }

  private void add(String words, boolean selected, @Nullable Path weights) {
    CheckMenuItem item = new CheckMenuItem(words);
    item.setSelected(selected);
    item.setOnAction(event -> open.accept(weights));
    getItems().add(item);
  }

  private void say(String words) {
    MenuItem line = new MenuItem(words);
    line.setDisable(true);
    getItems().add(line);
  }

  /** All are of one network. */
  private static String mebibytes(List<KeptWeights> all) {
    return String.format(Locale.ROOT, "%,d", Math.max(1, (all.get(0).bytes() + (1 << 19)) >> 20));
  }

  private static String name(KeptWeights weights) {
    String step = String.format(Locale.ROOT, "step %,d", weights.step());
    return weights.name().startsWith("step-")
        ? "Kept, " + step
        : capital(weights.name()) + ", " + step;
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
