package org.alexnetstudio.ui.shell;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/** A row of the settings: words and a button, or a bar and Stop while its work goes on. */
abstract class WorkRow extends HBox {
  final Label words = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button stop = new Button("Stop");
  private @Nullable CompletableFuture<?> working;

  WorkRow() {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setMinWidth(0);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox.setHgrow(bar, Priority.ALWAYS);
    stop.setMinWidth(Region.USE_PREF_SIZE);
    stop.setOnAction(event -> end());
  }

  /** Shows how things stand where no work is under way. */
  abstract void rest();

  /** Begins the work, which tells its progress on any thread. */
  final <T> void begin(Function<Activity.Progress, CompletableFuture<T>> work, Consumer<T> done) {
    bar.setProgress(0);
    getChildren().setAll(bar, stop);
    CompletableFuture<T> begun =
        work.apply((doing, some, all) -> FxThread.run(() -> bar.setProgress((double) some / all)));
    working = begun;
    FxThread.whenDone(
        begun,
        done,
        problem -> {
          rest();
          ErrorDialog.show(getScene().getWindow(), problem);
        });
  }

  /** Ends the work under way; what is done of it stays done. */
  final void end() {
    if (working != null && working.cancel(false)) {
      rest();
    }
  }
}
