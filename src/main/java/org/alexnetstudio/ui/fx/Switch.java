package org.alexnetstudio.ui.fx;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A switch for mouse and keyboard: with the focus, Space turns it and goes no further. */
public final class Switch extends ToggleSwitch {
  /** Without words beside it. */
  public Switch() {
    this("");
  }

  /** With its name beside it. */
  public Switch(String name) {
    super(name);
    getStyleClass().add("switch");
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private void pressed(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
    if (event.getCode() == KeyCode.SPACE && plain) {
      if (!selectedProperty().isBound()) {
        setSelected(!isSelected());
      }
      event.consume();
    }
  }
}
