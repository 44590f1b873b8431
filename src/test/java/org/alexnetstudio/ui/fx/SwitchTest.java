package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

/** A switch by the keyboard, in a window where Space means something else. */
class SwitchTest extends ApplicationTest {
  private Switch mirror;
  private int paused;

  @Override
  public void start(Stage stage) {
    TextField before = new TextField();
    mirror = new Switch("Mirror");
    Scene scene = new Scene(new VBox(before, mirror), 300, 100);
    Commands commands = new Commands();
    commands.add(
        List.of(
            new Command("Training", "Pause", "Space", () -> paused++),
            new Command("Training", "Stop", "Shortcut+Space", () -> paused += 10)),
        () -> true);
    commands.listen(scene);
    stage.setScene(scene);
    stage.show();
    before.requestFocus();
  }

  @Test
  void spaceTurnsItAndPausesNothing() {
    push(KeyCode.TAB);
    assertTrue(mirror.isFocused());
    push(KeyCode.SPACE);
    assertTrue(mirror.isSelected());
    push(KeyCode.SPACE);
    assertFalse(mirror.isSelected());
    assertEquals(0, paused);
    push(KeyCode.CONTROL, KeyCode.SPACE);
    assertFalse(mirror.isSelected());
    assertEquals(10, paused);
  }
}
