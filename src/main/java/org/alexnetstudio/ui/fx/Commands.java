package org.alexnetstudio.ui.fx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The window's shortcuts. */
public final class Commands {
  private final List<Bound> bound = new ArrayList<>();

  private record Bound(Command command, BooleanSupplier applies) {}

  /** Takes commands in, which count as long as {@code applies}, as while their pane is shown. */
  public void add(List<Command> commands, BooleanSupplier applies) {
    commands.forEach(command -> bound.add(new Bound(command, applies)));
  }

  /** All of them, in the order in which they were taken in. */
  public List<Command> all() {
    return Collections.unmodifiableList(bound.stream().map(Bound::command).toList());
  }

  /** Listens to the scene's keys; what a focused control uses itself does not come here. */
  public void listen(Scene scene) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> pressed(scene.getFocusOwner(), event));
  }

  private void pressed(@Nullable Node focused, KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isAltDown();
    // What takes text from input methods is typed into, be it of JavaFX or of a library.
    boolean typing =
        focused != null
            && focused.getInputMethodRequests() != null
            && !event.getCode().isFunctionKey();
    boolean pushing = focused instanceof ButtonBase && event.getCode() == KeyCode.SPACE;
    if (plain && (typing || pushing) && event.getCode() != KeyCode.ESCAPE) {
      return;
    }
    for (Bound each : bound) {
      KeyCombination key = each.command().key();
      if (key != null && key.match(event) && each.applies().getAsBoolean()) {
        each.command().run();
        event.consume();
        return;
      }
    }
  }
}
