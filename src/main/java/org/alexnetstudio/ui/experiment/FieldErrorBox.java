package org.alexnetstudio.ui.experiment;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Icons;
import org.jspecify.annotations.Nullable;

/** Below a field: what is wrong with it, and a value that mends it at one click. */
final class FieldErrorBox extends VBox {
  private final FormField field;

  FieldErrorBox(FormField field) {
    this.field = field;
    field.error().addListener((value, before, now) -> show(now));
    show(field.error().get());
  }

  private void show(@Nullable FieldError error) {
    getChildren().clear();
    setVisible(error != null);
    setManaged(error != null);
    if (error == null) {
      return;
    }
    Label message = new Label(error.message(), Icons.of("mdal-error"));
    message.getStyleClass().add("field-error");
    message.setWrapText(true);
    getChildren().add(message);
    FieldError.Remedy remedy = error.remedy();
    if (remedy != null) {
      Label origin = new Label(remedy.origin());
      origin.getStyleClass().add("form-hint");
      Hyperlink use = new Hyperlink("Use " + remedy.value());
      use.setId("remedy");
      use.getStyleClass().add("remedy");
      use.setTooltip(new Tooltip("Write " + remedy.value() + " into this field"));
      use.setOnAction(event -> field.type(remedy.value()));
      HBox line = new HBox(origin, use);
      line.getStyleClass().add("remedy-line");
      getChildren().add(line);
    }
  }
}
