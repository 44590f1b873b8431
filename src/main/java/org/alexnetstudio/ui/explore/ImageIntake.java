package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.OfferedImages;
import org.alexnetstudio.ui.fx.Raster;

/**
 * Takes an image that is dropped on the workspace or pasted; lies over it while one is dragged, and
 * says what will become of it.
 */
final class ImageIntake extends StackPane {
  private final ShownImages images;
  private final ImageFiles files;

  ImageIntake(Node workspace, ShownImages images, ImageFiles files) {
    this.images = images;
    this.files = files;
    getStyleClass().add("drop-overlay");
    setMouseTransparent(true);
    setVisible(false);
    Label title = new Label("Drop to look at this image");
    title.getStyleClass().add("drop-title");
    VBox words = new VBox(12, Icons.of("mdal-add_photo_alternate"), title);
    words.setAlignment(Pos.CENTER);
    Region veil = new Region();
    veil.getStyleClass().add("drop-veil");
    getChildren().addAll(veil, words);
    workspace.addEventHandler(DragEvent.DRAG_OVER, this::over);
    workspace.addEventHandler(DragEvent.DRAG_EXITED, event -> setVisible(false));
    workspace.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
  }

  private void over(DragEvent event) {
    if (OfferedImages.in(event.getDragboard())) {
      event.acceptTransferModes(TransferMode.COPY);
      setVisible(true);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    boolean accepted = OfferedImages.in(event.getDragboard());
    setVisible(false);
    if (accepted) {
      take(event.getDragboard());
    }
    event.setDropCompleted(accepted);
    event.consume();
  }

  void paste() {
    take(Clipboard.getSystemClipboard());
  }

  private void take(Clipboard board) {
    Image pixels = OfferedImages.image(board);
    List<Path> offered = OfferedImages.files(board);
    if (pixels != null && !board.hasFiles()) {
      FxThread.whenDone(
          files.keepPasted(() -> Raster.pictureOf(pixels)), images::choose, this::refuse);
    } else if (offered.isEmpty()) {
      images.tell("The clipboard holds no image, no file and no path of one.");
    } else {
      // The first image of a folder, or of several files.
      FxThread.whenDone(
          files.find(offered),
          found -> {
            if (found.images().isEmpty()) {
              images.tell(offered.get(0).getFileName() + " is no image, and has none in it.");
            } else {
              images.choose(found.images().get(0));
            }
          },
          this::refuse);
    }
  }

  private void refuse(Throwable problem) {
    Message message = Message.of(problem);
    images.tell(message.what() + ": " + message.why() + ". " + message.remedy());
  }
}
