package org.alexnetstudio.ui.fx;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/** Two nodes whose shares of the space stay the same whatever its size, until the user drags. */
public final class ShareSplit extends SplitPane {
  private double share;
  private double laidOut;

  /** The first node gets {@code share} of the space, from 0 to 1. */
  public ShareSplit(Orientation orientation, double share, Node first, Node second) {
    super(first, second);
    this.share = share;
    setOrientation(orientation);
    setDividerPositions(share);
    setFocusTraversable(false);
    getStyleClass().add("pane-split");
    addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
  }

  private void released(MouseEvent event) {
    Node node = event.getTarget() instanceof Node target ? target : null;
    while (node != null && node != this) {
      // A release anywhere else may find the divider where a small window has pushed it.
      if (node.getStyleClass().contains("split-pane-divider") && node.getParent() == this) {
        share = getDividerPositions()[0];
      }
      node = node.getParent();
    }
  }

  /** The first node's share of the space. */
  public double share() {
    return share;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double size = getOrientation() == Orientation.HORIZONTAL ? getWidth() : getHeight();
    if (size > 0 && size != laidOut) {
      laidOut = size;
      // By itself it would give both nodes the same part of what the window has grown by.
      setDividerPositions(share);
      super.layoutChildren();
    }
  }
}
