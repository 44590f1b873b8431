package org.alexnetstudio.ui.train;

import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Icons;

/**
 * One tile in large, over the pane that it comes from: arrow keys go to the next, Esc goes back.
 */
final class Enlarged extends VBox {
  private final Label title = new Label();
  private final Label detail = new Label();
  private final IntConsumer move;
  private final Runnable closed;

  /**
   * Closed as yet.
   *
   * @param what the tiles are, such as "filter"
   * @param body pictures and numbers; takes the space below the title
   * @param move goes on by so many tiles
   * @param closed after Esc or a click on the cross
   */
  Enlarged(String what, Region body, IntConsumer move, Runnable closed) {
    this.move = move;
    this.closed = closed;
    getStyleClass().add("enlarged");
    setFocusTraversable(true);
    title.getStyleClass().add("pane-title");
    title.setMinWidth(USE_PREF_SIZE);
    detail.getStyleClass().add("pane-subtitle");
    detail.setMinWidth(0);
    detail.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(detail, Priority.ALWAYS);
    HBox header =
        new HBox(
            8,
            title,
            detail,
            Icons.button(
                "mdal-chevron_left", "Previous " + what + " (Left)", () -> move.accept(-1)),
            Icons.button("mdal-chevron_right", "Next " + what + " (Right)", () -> move.accept(1)),
            Icons.button("mdal-close", "Back to all (Esc)", this::close));
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("enlarged-header");
    VBox.setVgrow(body, Priority.ALWAYS);
    body.setMinHeight(0);
    getChildren().addAll(header, body);
    setVisible(false);
    setOnKeyPressed(this::pressed);
    setOnMousePressed(event -> requestFocus());
  }

  /** Says what is shown; the whole of it to screen readers. */
  void describe(String name, String muted, String whole) {
    title.setText(name);
    detail.setText(muted);
    setAccessibleText(whole);
  }

  /** Takes pane and keyboard. */
  void open() {
    setVisible(true);
    requestFocus();
  }

  void close() {
    if (isVisible()) {
      setVisible(false);
      closed.run();
    }
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT, UP -> move.accept(-1);
      case RIGHT, DOWN -> move.accept(1);
      case ESCAPE -> close();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
