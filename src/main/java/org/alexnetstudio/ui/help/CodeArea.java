package org.alexnetstudio.ui.help;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.ui.fx.Icons;

/** Lines of code that can be selected, with a button that copies all of them. */
final class CodeArea extends StackPane {
  /** A whole file scrolls by itself. */
  private static final int MOST_LINES = 28;

  CodeArea(String code) {
    String lines = code.stripTrailing();
    int count = (int) lines.lines().count();
    TextArea area = new TextArea(lines);
    area.setEditable(false);
    area.setWrapText(count > MOST_LINES);
    area.setPrefRowCount(Math.min(count, MOST_LINES));
    area.setMinHeight(Region.USE_PREF_SIZE);
    area.setAccessibleText("Code: " + lines);
    area.getStyleClass().addAll("mono", "help-code-area");
    Button copy = Icons.button("mdal-content_copy", "Copy", () -> copy(lines));
    copy.getStyleClass().add("help-copy");
    setAlignment(copy, Pos.TOP_RIGHT);
    getChildren().addAll(area, copy);
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
