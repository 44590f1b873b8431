package org.alexnetstudio.ui.shell;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.alexnetstudio.ui.fx.FxThread;

/**
 * The closing of the window: questions first; then the window goes at once, and the program when
 * the training has saved what it has.
 *
 * @param mayLeave asks for unsaved changes
 * @param remember keeps how the window was left
 * @param closed ends the program
 */
record Closing(
    Stage stage, StudioModel model, BooleanSupplier mayLeave, Runnable remember, Runnable closed) {

  void listen() {
    stage.setOnCloseRequest(
        event -> {
          // The stage is hidden here, and only where nothing speaks against it.
          event.consume();
          close();
        });
  }

  /** As by the window's own button. */
  void request() {
    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
  }

  private void close() {
    if (!mayLeave.getAsBoolean()) {
      return;
    }
    CompletableFuture<?> trained = CompletableFuture.completedFuture(true);
    if (model.phase().get() == Phase.PREPARING) {
      model.stop();
      trained = model.ended();
    } else if (model.phase().get().trains()) {
      Optional<ButtonType> answer = CloseQuestion.ask(stage);
      if (answer.isEmpty()) {
        return;
      }
      if (answer.get() == CloseQuestion.STOP) {
        model.stop();
        trained = model.ended();
      } else {
        trained = model.stopAfterNextCheckpoint();
      }
    }
    remember.run();
    stage.hide();
    FxThread.whenDone(trained, done -> closed.run(), problem -> closed.run());
  }
}
