package org.alexnetstudio.ui.classify;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Icons;

/** Lies over the workspace while files are dragged over it, and says what will become of them. */
final class DropOverlay extends StackPane {
  private final Label title = new Label();

  DropOverlay(Node target, Incoming incoming) {
    getStyleClass().add("drop-overlay");
    setId("drop-overlay");
    setMouseTransparent(true);
    setVisible(false);
    title.getStyleClass().add("drop-title");
    Label formats = new Label(DropZone.FORMATS);
    formats.getStyleClass().add("text-muted");
    VBox words = new VBox(12, Icons.of("mdal-add_photo_alternate"), title, formats);
    words.setAlignment(Pos.CENTER);
    Region veil = new Region();
    veil.getStyleClass().add("drop-veil");
    getChildren().addAll(veil, words);
    target.addEventHandler(DragEvent.DRAG_OVER, this::over);
    target.addEventHandler(DragEvent.DRAG_EXITED, event -> setVisible(false));
    target.addEventHandler(DragEvent.DRAG_DROPPED, event -> dropped(event, incoming));
  }

  private void over(DragEvent event) {
    Dragboard board = event.getDragboard();
    if (Incoming.accepts(board)) {
      event.acceptTransferModes(TransferMode.COPY);
      title.setText("Drop to classify " + Incoming.describe(board));
      setVisible(true);
      event.consume();
    }
  }

  private void dropped(DragEvent event, Incoming incoming) {
    boolean accepted = Incoming.accepts(event.getDragboard());
    setVisible(false);
    if (accepted) {
      incoming.take(event.getDragboard());
    }
    event.setDropCompleted(accepted);
    event.consume();
  }
}
