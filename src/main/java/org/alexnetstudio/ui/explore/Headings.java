package org.alexnetstudio.ui.explore;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Small headings and captions of the parts of a pane. */
final class Headings {
  private Headings() {}

  static Label of(String text) {
    return dressed(text, "part-heading");
  }

  static Label caption(String text) {
    return dressed(text, "part-caption");
  }

  private static Label dressed(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}
