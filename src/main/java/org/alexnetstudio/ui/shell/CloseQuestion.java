package org.alexnetstudio.ui.shell;

import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.DialogButtons;

/** What shall become of the training when the window is closed. */
final class CloseQuestion {
  /** Ends it now, with a checkpoint. */
  static final ButtonType STOP = new ButtonType("Stop and close", ButtonBar.ButtonData.YES);

  /** Lets it go on without a window. */
  static final ButtonType KEEP =
      new ButtonType("Train on to the next checkpoint", ButtonBar.ButtonData.NO);

  private CloseQuestion() {}

  /** Asks over {@code owner}; empty where the window stays. */
  static Optional<ButtonType> ask(Window owner) {
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION);
    alert.initOwner(owner);
    alert.setTitle("AlexNet Studio");
    alert.setHeaderText("A training is under way");
    alert.setContentText(
        "Stopped now, it saves a checkpoint first and can be resumed later. It can also go on"
            + " without a window until its next checkpoint is saved.");
    alert.getDialogPane().setPrefWidth(560);
    alert.getButtonTypes().setAll(STOP, KEEP, ButtonType.CANCEL);
    DialogButtons.dress(alert, "mdal-help_outline", "accent");
    return alert.showAndWait().filter(answer -> answer != ButtonType.CANCEL);
  }
}
