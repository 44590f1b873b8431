package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.PaneFrame;
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
  private final Command restore =
      new Command("Train", "Back to all panes", "Esc", () -> maximise(null));
  private @Nullable PaneFrame maximised;
  private PaneFrame focused;

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
      pane.maximised()
          .addListener(
              (value, before, now) -> {
                if (now) {
                  maximise(pane);
                } else if (pane == maximised) {
                  maximise(null);
                }
              });
    }
    focused = curves;
    left = new ShareSplit(Orientation.VERTICAL, layout.leftRow(), place(curves), place(maps));
    right = new ShareSplit(Orientation.VERTICAL, layout.rightRow(), place(filters), place(probes));
    columns = new ShareSplit(Orientation.HORIZONTAL, layout.columns(), left, right);
    getChildren().add(columns);
    commands.add(new Command("Train", "Maximise the pane", "F11", this::toggleFocused));
    restore.disabled().set(true);
    commands.add(restore);
    commands.addAll(paneCommands);
    sceneProperty()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                now.focusOwnerProperty().addListener((owner, old, node) -> follow(node));
              }
            });
  }

  private StackPane place(PaneFrame pane) {
    return Objects.requireNonNull(places.get(pane));
  }

  private void follow(@Nullable Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof PaneFrame pane && places.containsKey(pane)) {
        focused = pane;
      }
    }
  }

  private void toggleFocused() {
    PaneFrame pane = maximised == null ? focused : maximised;
    pane.maximised().set(!pane.maximised().get());
  }

  /** The other panes stay in the scene, unseen, and go on collecting. */
  private void maximise(@Nullable PaneFrame pane) {
    PaneFrame before = maximised;
    if (pane == before) {
      return;
    }
    Node owner = getScene() == null ? null : getScene().getFocusOwner();
    maximised = pane;
    if (before != null) {
      getChildren().remove(before);
      place(before).getChildren().setAll(before);
      before.maximised().set(false);
    }
    if (pane != null) {
      place(pane).getChildren().clear();
      getChildren().add(pane);
    }
    columns.setVisible(pane == null);
    restore.disabled().set(pane == null);
    // Taken out of its place, a pane loses the keyboard.
    if (owner != null && owner.getScene() == getScene()) {
      owner.requestFocus();
    }
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
