package org.alexnetstudio.ui.fx;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;

/** A link in a pane to a page of the guide. */
public final class GuideLink extends Hyperlink {
  /** Says {@code words}; pressed, it asks for the page. */
  public GuideLink(String words, GuideTopic topic) {
    super(words, Icons.of("mdal-help_outline"));
    getStyleClass().addAll("guide-link", "text-small");
    setTooltip(new Tooltip("Read it in the guide"));
    setOnAction(
        event -> {
          setVisited(false);
          fireEvent(new GuideRequest(topic));
        });
  }
}
