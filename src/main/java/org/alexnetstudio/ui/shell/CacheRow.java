package org.alexnetstudio.ui.shell;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.beans.binding.Bindings;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.alexnetstudio.session.Caches;
import org.alexnetstudio.ui.fx.DialogButtons;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/** A part of the cache in the settings: what it takes, and a button that clears it. */
final class CacheRow extends HBox {
  private static final ButtonType CLEAR = new ButtonType("Clear", ButtonBar.ButtonData.OK_DONE);

  private final Caches caches;
  private final Caches.Part part;
  private final String what;
  private final String consequence;
  private final LongProperty bytes = new SimpleLongProperty();
  private final Label words = new Label("…");
  private final ProgressBar bar = new ProgressBar(0);
  private final Button clear = new Button("Clear…");
  private final Button stop = new Button("Stop");
  private @Nullable CompletableFuture<Caches.Cleared> working;

  /**
   * A row; it asks for the size at once.
   *
   * @param what the part in words, as in a sentence
   * @param consequence of clearing it
   * @param phase of the window: while it trains nothing is cleared
   */
  CacheRow(
      Caches caches,
      Caches.Part part,
      String what,
      String consequence,
      ObservableValue<Phase> phase) {
    super(8);
    this.caches = caches;
    this.part = part;
    this.what = what;
    this.consequence = consequence;
    setAlignment(Pos.CENTER_LEFT);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setMinWidth(0);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox.setHgrow(bar, Priority.ALWAYS);
    String name = part.name().toLowerCase(Locale.ROOT);
    words.setId("cache-size-" + name);
    clear.setId("cache-clear-" + name);
    clear.setMinWidth(Region.USE_PREF_SIZE);
    stop.setMinWidth(Region.USE_PREF_SIZE);
    clear
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> bytes.get() == 0 || phase.getValue().trains(), bytes, phase));
    clear.setOnAction(event -> ask());
    stop.setOnAction(event -> end());
    getChildren().setAll(words, clear);
    measure("");
  }

  private void measure(String before) {
    FxThread.whenDone(
        caches.bytes(part),
        found -> {
          bytes.set(found);
          words.setText(before + size(found));
        },
        problem -> words.setText("can't be read"));
  }

  private static String size(long bytes) {
    if (bytes == 0) {
      return "empty";
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%,d MB", Math.max(1, bytes / 1_000_000))
        : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
  }

  private void ask() {
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION);
    alert.initOwner(getScene().getWindow());
    alert.setTitle("AlexNet Studio");
    alert.setHeaderText("Clear " + what + "?");
    alert.setContentText(
        size(bytes.get()) + " in " + caches.folder() + " are deleted. " + consequence);
    alert.getDialogPane().setPrefWidth(560);
    alert.getButtonTypes().setAll(CLEAR, ButtonType.CANCEL);
    DialogButtons.dress(alert, "mdal-help_outline", "accent");
    if (alert.showAndWait().filter(answer -> answer == CLEAR).isPresent()) {
      begin();
    }
  }

  private void begin() {
    bar.setProgress(0);
    getChildren().setAll(bar, stop);
    CompletableFuture<Caches.Cleared> coming =
        caches.clear(
            part, (doing, done, all) -> FxThread.run(() -> bar.setProgress((double) done / all)));
    working = coming;
    FxThread.whenDone(
        coming,
        cleared -> {
          showButton();
          measure(cleared.kept() == 0 ? "" : "in use by a program: " + cleared.kept() + "; ");
        },
        problem -> {
          showButton();
          measure("");
          ErrorDialog.show(getScene().getWindow(), problem);
        });
  }

  private void showButton() {
    getChildren().setAll(words, clear);
  }

  /** Ends the clearing under way after what is deleted just now. */
  void end() {
    if (working != null && working.cancel(false)) {
      showButton();
      measure("");
    }
  }
}
