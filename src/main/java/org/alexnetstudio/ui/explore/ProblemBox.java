package org.alexnetstudio.ui.explore;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.Icons;

/** Why there is nothing to be seen, and what to do, in the place where it would be. */
final class ProblemBox extends VBox {
  ProblemBox(Throwable problem) {
    Message message = Message.of(problem);
    getStyleClass().add("problem-box");
    Label what = wrapped(message.what());
    what.getStyleClass().add("text-strong");
    HBox.setHgrow(what, Priority.ALWAYS);
    Label why = wrapped(sentence(message.why()));
    Label remedy = wrapped(message.remedy());
    remedy.getStyleClass().add("text-muted");
    getChildren().addAll(new HBox(8, Icons.of("mdal-info"), what), why, remedy);
  }

  static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  private static String sentence(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty() || trimmed.endsWith(".")
        ? trimmed
        : Character.toUpperCase(trimmed.charAt(0)) + trimmed.substring(1) + ".";
  }
}
