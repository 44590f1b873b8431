package org.alexnetstudio.ui.shell;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import org.alexnetstudio.session.Caches;
import org.alexnetstudio.ui.fx.DialogButtons;
import org.alexnetstudio.ui.fx.FxThread;

/** A part of the cache in the settings: what it takes, and a button that clears it. */
final class CacheRow extends WorkRow {
  private static final ButtonType CLEAR = new ButtonType("Clear", ButtonBar.ButtonData.OK_DONE);

  private final Caches caches;
  private final Caches.Part part;
  private final String what;
  private final String consequence;
  private final LongProperty bytes = new SimpleLongProperty();
  private final Button clear = new Button("Clear…");

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
    this.caches = caches;
    this.part = part;
    this.what = what;
    this.consequence = consequence;
    words.setText("…");
    String name = part.name().toLowerCase(Locale.ROOT);
    words.setId("cache-size-" + name);
    clear.setId("cache-clear-" + name);
    clear.setMinWidth(Region.USE_PREF_SIZE);
    clear
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> bytes.get() == 0 || phase.getValue().trains(), bytes, phase));
    clear.setOnAction(event -> ask());
    rest();
  }

  @Override
  void rest() {
    rest("");
  }

  private void rest(String before) {
    getChildren().setAll(words, clear);
    measure(before);
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
      begin(
          progress -> caches.clear(part, progress),
          cleared ->
              rest(cleared.kept() == 0 ? "" : "in use by a program: " + cleared.kept() + "; "));
    }
  }
}
