package org.alexnetstudio.ui.fx;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which pane of a workspace has all of its space for itself, at most one: by the panes' buttons, or
 * by keys for the pane that was used last. The workspace places the panes.
 */
public final class Maximising {
  private final Node workspace;
  private final List<PaneFrame> panes;
  private final ReadOnlyObjectWrapper<@Nullable PaneFrame> pane = new ReadOnlyObjectWrapper<>();
  private final Command toggle;
  private final Command restore;
  private PaneFrame used;

  /**
   * Nothing is maximised.
   *
   * @param group under which the list of keys has the commands
   * @param workspace what the panes are in
   * @param panes the ones that can be maximised; the first counts as used
   */
  public Maximising(String group, Node workspace, List<PaneFrame> panes) {
    this.workspace = workspace;
    this.panes = List.copyOf(panes);
    used = panes.get(0);
    toggle = new Command(group, "Maximise the pane", "F11", this::toggle);
    restore = new Command(group, "Back to all panes", "Esc", this::restore);
    restore.disabled().bind(pane.isNull());
    for (PaneFrame each : panes) {
      each.maximised().addListener((value, before, now) -> take(each, now));
    }
    workspace
        .sceneProperty()
        .flatMap(Scene::focusOwnerProperty)
        .addListener((owner, before, now) -> follow(now));
    workspace.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> follow(event.getTarget() instanceof Node node ? node : null));
  }

  private void follow(@Nullable Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof PaneFrame frame && panes.contains(frame)) {
        used = frame;
      }
    }
  }

  private void take(PaneFrame changed, boolean maximised) {
    PaneFrame before = pane.get();
    if (!maximised && changed != before) {
      return;
    }
    Scene scene = workspace.getScene();
    Node owner = scene == null ? null : scene.getFocusOwner();
    pane.set(maximised ? changed : null);
    if (maximised && before != null) {
      before.maximised().set(false);
    }
    // Taken out of its place, a pane loses the keyboard.
    if (owner != null && owner.getScene() == scene) {
      owner.requestFocus();
    }
  }

  private void toggle() {
    PaneFrame shown = pane.get();
    PaneFrame wanted = shown == null ? seen() : shown;
    if (wanted != null) {
      wanted.maximised().set(shown == null);
    }
  }

  /** The pane used last, or another one where that is not in the window. */
  private @Nullable PaneFrame seen() {
    return used.getScene() != null
        ? used
        : panes.stream().filter(each -> each.getScene() != null).findFirst().orElse(null);
  }

  /** Brings all panes back beside each other. */
  public void restore() {
    PaneFrame shown = pane.get();
    if (shown != null) {
      shown.maximised().set(false);
    }
  }

  /** The pane that has all of the space; null while all panes are beside each other. */
  public ReadOnlyObjectProperty<@Nullable PaneFrame> pane() {
    return pane.getReadOnlyProperty();
  }

  /** F11 for maximising, and back. */
  public Command toggleCommand() {
    return toggle;
  }

  /** Esc for all panes, where one is maximised. */
  public Command restoreCommand() {
    return restore;
  }
}
