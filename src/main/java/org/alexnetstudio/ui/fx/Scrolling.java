package org.alexnetstudio.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** How scroll panes draw. */
public final class Scrolling {
  private Scrolling() {}

  /**
   * Draws what a pane holds without JavaFX's picture of it, which helps while it is scrolled: what
   * changes with every frame is else drawn twice.
   */
  public static void drawDirectly(ScrollPane scroll) {
    scroll
        .skinProperty()
        .addListener(
            (value, before, now) -> {
              Node viewport = scroll.lookup(".viewport");
              if (viewport != null) {
                viewport.setCache(false);
              }
            });
  }
}
