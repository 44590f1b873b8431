package org.alexnetstudio.ui.fx;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The look of dialogs: an icon of the set, and buttons as wide as their words. */
public final class DialogButtons {
  private DialogButtons() {}

  /** Dresses a dialog whose buttons are set. */
  public static void dress(Dialog<?> dialog, String icon, String style) {
    DialogPane pane = dialog.getDialogPane();
    FontIcon graphic = Icons.of(icon);
    graphic.getStyleClass().addAll("dialog-icon", style);
    dialog.setGraphic(graphic);
    for (ButtonType type : pane.getButtonTypes()) {
      Button button = (Button) pane.lookupButton(type);
      ButtonBar.setButtonUniformSize(button, false);
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
  }
}
