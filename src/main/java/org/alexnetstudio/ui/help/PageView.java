package org.alexnetstudio.ui.help;

import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.help.Guide.Spot;
import org.jspecify.annotations.Nullable;

/** A page of the guide, which scrolls. */
final class PageView extends ScrollPane {
  /** Of the text's size: longer lines are hard to read. */
  private static final String WIDTH = "-fx-max-width: 64em";

  private final VBox column = new VBox();
  private final Consumer<String> follow;
  private @Nullable GuidePage shown;

  /** Nothing yet; {@code follow} takes the destination of a link that is pressed. */
  PageView(Consumer<String> follow) {
    this.follow = follow;
    column.getStyleClass().add("help-page");
    column.setStyle(WIDTH);
    column.setMinHeight(Region.USE_PREF_SIZE);
    setContent(column);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("help-scroll");
    setId("help-page");
  }

  /** Shows a place at the upper edge. */
  void show(Spot spot) {
    if (!spot.page().equals(shown)) {
      column.getChildren().setAll(Blocks.of(spot.page(), follow));
      shown = spot.page();
      setAccessibleText("Page " + spot.page().title());
    }
    // The heights of the text are known after a layout.
    applyCss();
    layout();
    setVvalue(spot.anchor().isEmpty() ? 0 : position(spot.anchor()));
  }

  private double position(String anchor) {
    double hidden = column.getHeight() - getViewportBounds().getHeight();
    return column.getChildren().stream()
        .filter(node -> isAt(node, anchor))
        .findFirst()
        .map(Node::getBoundsInParent)
        .map(Bounds::getMinY)
        .map(top -> hidden <= 0 ? 0 : Math.min(1, top / hidden))
        .orElse(0.0);
  }

  private static boolean isAt(Node node, String anchor) {
    return node.getUserData() instanceof Section section && section.anchor().equals(anchor);
  }
}
