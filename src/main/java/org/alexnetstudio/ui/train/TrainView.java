package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Orientation;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Maximising;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.ShareSplit;
import org.jspecify.annotations.Nullable;

/**
 * The workspace in which a training is watched: four panes, two by two, with dividers between them;
 * each can take all of the space for itself.
 */
public final class TrainView extends StackPane {
  private static final double MIN_WIDTH = 280;
  private static final double MIN_HEIGHT = 160;

  private final ShareSplit left;
  private final ShareSplit right;
  private final ShareSplit columns;
  private final Map<PaneFrame, StackPane> places = new LinkedHashMap<>();
  private final List<Command> commands = new ArrayList<>();

  /**
   * The panes in their places.
   *
   * @param paneCommands the panes' own actions
   * @param layout where the dividers stand
   */
  public TrainView(
      PaneFrame curves,
      PaneFrame filters,
      PaneFrame maps,
      PaneFrame probes,
      List<Command> paneCommands,
      TrainLayout layout) {
    getStyleClass().add("train-view");
    for (PaneFrame pane : List.of(curves, filters, maps, probes)) {
      StackPane place = new StackPane(pane);
      place.setMinSize(MIN_WIDTH, MIN_HEIGHT);
      places.put(pane, place);
    }
    left = new ShareSplit(Orientation.VERTICAL, layout.leftRow(), place(curves), place(maps));
    right = new ShareSplit(Orientation.VERTICAL, layout.rightRow(), place(filters), place(probes));
    columns = new ShareSplit(Orientation.HORIZONTAL, layout.columns(), left, right);
    getChildren().add(columns);
    Maximising maximising = new Maximising("Train", this, List.copyOf(places.keySet()));
    maximising.pane().addListener((value, before, now) -> maximise(before, now));
    commands.add(maximising.toggleCommand());
    commands.add(maximising.restoreCommand());
    commands.addAll(paneCommands);
  }

  private StackPane place(PaneFrame pane) {
    return Objects.requireNonNull(places.get(pane));
  }

  /** The other panes stay in the scene, unseen, and go on collecting. */
  private void maximise(@Nullable PaneFrame before, @Nullable PaneFrame now) {
    if (before != null) {
      getChildren().remove(before);
      place(before).getChildren().setAll(before);
    }
    if (now != null) {
      place(now).getChildren().clear();
      getChildren().add(now);
    }
    columns.setVisible(now == null);
  }

  /** Where the dividers stand now. */
  public TrainLayout dividers() {
    return new TrainLayout(columns.share(), left.share(), right.share());
  }

  /** The actions of the workspace and its panes. */
  public List<Command> commands() {
    return List.copyOf(commands);
  }
}
