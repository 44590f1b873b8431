package org.alexnetstudio.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in a pane that has nothing to show yet: an icon, a sentence, what to do. */
public final class EmptyState extends VBox {
  /** Buttons or links come below the sentence. */
  public EmptyState(String icon, String sentence, Node... actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    FontIcon image = Icons.of(icon);
    Label label = new Label(sentence);
    label.setWrapText(true);
    getChildren().addAll(image, label);
    getChildren().addAll(actions);
  }
}
