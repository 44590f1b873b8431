package org.alexnetstudio.ui.shell;

import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.alexnetstudio.ui.fx.FxThread;

/** Says how far a piece of work is that takes longer than a moment, and lets it be given up. */
final class Waiting {
  /** What is done sooner needs no dialog. */
  private static final Duration MOMENT = Duration.millis(600);

  private final Dialog<Void> dialog = new Dialog<>();
  private final ProgressBar bar = new ProgressBar();
  private final Label words = new Label();
  private final PauseTransition moment = new PauseTransition(MOMENT);

  Waiting(Stage owner, String doing) {
    dialog.initOwner(owner);
    dialog.setTitle("AlexNet Studio");
    dialog.setHeaderText(doing);
    bar.setMaxWidth(Double.MAX_VALUE);
    words.setMinWidth(Region.USE_PREF_SIZE);
    words.setText("Begins …");
    VBox content = new VBox(8, bar, words);
    content.setPrefWidth(420);
    dialog.getDialogPane().setContent(content);
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CANCEL);
  }

  /** Told on any thread. */
  void progress(String phase, int done, int all) {
    FxThread.run(
        () -> {
          words.setText(all > 0 ? phase + "  " + done + " of " + all : phase);
          bar.setProgress(all > 0 ? (double) done / all : ProgressBar.INDETERMINATE_PROGRESS);
        });
  }

  /** Shows the dialog after a moment; whoever closes it before the end cancels the work. */
  void showFor(CompletableFuture<?> work) {
    moment.setOnFinished(
        event -> {
          if (!work.isDone()) {
            dialog.show();
          }
        });
    dialog.setOnHidden(event -> work.cancel(false));
    moment.play();
  }

  void close() {
    moment.stop();
    dialog.close();
  }
}
