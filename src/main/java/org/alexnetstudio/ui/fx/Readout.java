package org.alexnetstudio.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A pane's last line: facts of what the mouse is over; where the pane is narrow there is none. */
public final class Readout extends HBox {
  /** Panes below this width, which are those of windows below 1200, show less. */
  public static final double NARROW = 615;

  private final Label name = new Label();
  private final Label facts = new Label();
  private final Label hint = new Label();

  /** The last line of {@code pane}. */
  public Readout(Region pane) {
    getStyleClass().add("readout");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("text-strong");
    name.setMinWidth(USE_PREF_SIZE);
    facts.setMinWidth(0);
    facts.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(facts, Priority.ALWAYS);
    hint.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(name, facts, hint);
    visibleProperty().bind(pane.widthProperty().greaterThanOrEqualTo(NARROW));
    managedProperty().bind(visibleProperty());
  }

  /**
   * Says what the mouse is over.
   *
   * @param what its name, such as "Unit 15"
   * @param numbers about it
   * @param todo what a click does
   */
  public void show(String what, String numbers, String todo) {
    name.setText(what);
    facts.setText(numbers);
    hint.setText(todo);
  }
}
