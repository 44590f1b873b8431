package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.run.ShownRun;

/** One scrubber for the whole window, over the snapshots of the run that is shown. */
final class TimelineBar extends HBox {
  private static final Duration FRAME = Duration.millis(120);

  private final ObservableValue<ShownRun> run;
  private final TimelineTrack track;
  private final Label snapshots = new Label();
  private final VBox title;
  private final Label step = new Label();
  private final Label epoch = new Label();
  private final Button live;
  private final Button play;
  private final javafx.animation.Timeline player =
      new javafx.animation.Timeline(new KeyFrame(FRAME, event -> playOn()));

  TimelineBar(
      ObservableValue<ShownRun> run, ObservableValue<Palette> palette, TrainingCommands commands) {
    this.run = run;
    getStyleClass().add("timeline");
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label("Timeline");
    name.getStyleClass().add("text-strong");
    snapshots.getStyleClass().addAll("text-muted", "text-small");
    title = new VBox(name, snapshots);
    title.setAlignment(Pos.CENTER_LEFT);
    title.setMinWidth(110);
    play = commands.play().iconButton("mdmz-play_arrow");
    HBox buttons =
        new HBox(
            commands.first().iconButton("mdmz-skip_previous"),
            play,
            commands.live().iconButton("mdmz-skip_next"));
    buttons.setAlignment(Pos.CENTER);
    track = new TimelineTrack(palette);
    HBox.setHgrow(track, Priority.ALWAYS);
    step.getStyleClass().add("mono");
    epoch.getStyleClass().addAll("text-muted", "text-small");
    VBox place = new VBox(step, epoch);
    place.setAlignment(Pos.CENTER_RIGHT);
    place.setMinWidth(88);
    live = commands.live().button(null);
    live.setId("live");
    live.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(title, buttons, track, place, live);
    player.setCycleCount(Animation.INDEFINITE);
    player
        .statusProperty()
        .addListener(
            (status, before, now) ->
                play.setGraphic(
                    Icons.of(now == Animation.Status.RUNNING ? "mdmz-pause" : "mdmz-play_arrow")));
    track.setOnScrub(to -> run.getValue().scrubTo(to));
    run.addListener((value, before, now) -> update());
    run.flatMap(ShownRun::revision).addListener((value, before, now) -> update());
    run.flatMap(ShownRun::cursor).addListener((value, before, now) -> update());
    run.flatMap(ShownRun::live).addListener((value, before, now) -> update());
    update();
  }

  private void update() {
    ShownRun shown = run.getValue();
    List<Integer> steps = shown.timeline().get();
    StartEvent start = shown.history().start();
    snapshots.setText(
        !steps.isEmpty()
            ? steps.size() + (steps.size() == 1 ? " snapshot" : " snapshots")
            : shown.details().get() == null
                ? "no run yet"
                : shown.outcome().get() != null
                    ? "no snapshots"
                    : "snapshots every "
                        + shown.details().get().experiment().monitor().everySteps()
                        + " steps");
    boolean opened = shown.details().get() != null;
    step.setText(opened ? String.format(Locale.ROOT, "step %,d", shown.cursor().get()) : "");
    epoch.setText(
        start == null || start.stepsPerEpoch() == 0
            ? ""
            : String.format(
                Locale.ROOT, "epoch %.1f", (double) shown.cursor().get() / start.stepsPerEpoch()));
    showLive(shown.live().get(), opened && shown.outcome().get() == null);
    track.show(shown);
  }

  /** What does not go on is not live: there the button is about the newest step. */
  private void showLive(boolean isLive, boolean goesOn) {
    String words =
        goesOn ? (isLive ? "Live" : "Back to live") : isLive ? "Latest" : "Back to latest";
    if (words.equals(live.getText())) {
      return;
    }
    live.setText(words);
    live.setGraphic(isLive && goesOn ? dot() : null);
    live.getStyleClass().removeAll("accent", "live-now");
    live.getStyleClass().add(isLive ? "live-now" : "accent");
  }

  private static Node dot() {
    Region dot = new Region();
    dot.getStyleClass().add("live-dot");
    return dot;
  }

  /** Plays the snapshots from the cursor on, or holds. */
  void playOrHold() {
    if (player.getStatus() == Animation.Status.RUNNING) {
      player.stop();
      return;
    }
    if (run.getValue().live().get() && !run.getValue().timeline().get().isEmpty()) {
      run.getValue().scrubTo(0);
    }
    player.play();
  }

  private void playOn() {
    ShownRun shown = run.getValue();
    shown.scrubBy(1);
    if (shown.live().get()) {
      player.stop();
    }
  }

  void setNarrow(boolean narrow) {
    title.setVisible(!narrow);
    title.setManaged(!narrow);
  }
}
