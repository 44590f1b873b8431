package org.alexnetstudio.ui.fx;

import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * An action of the window with its name and its shortcut, which tooltips and the list of keys show.
 */
public final class Command {
  private final String group;
  private final String name;
  private final @Nullable KeyCombination key;
  private final Runnable action;
  private final BooleanProperty disabled = new SimpleBooleanProperty();

  /**
   * An action.
   *
   * @param group under which the list of keys has it, such as "Training"
   * @param name a verb, such as "Pause"
   * @param key as JavaFX reads it, such as "Shortcut+S"; empty for none
   */
  public Command(String group, String name, String key, Runnable action) {
    this.group = group;
    this.name = name;
    this.key = key.isEmpty() ? null : KeyCombination.valueOf(key);
    this.action = action;
  }

  /** Under which the list of keys has it. */
  public String group() {
    return group;
  }

  /** What it does, a verb. */
  public String name() {
    return name;
  }

  /** Its shortcut; null where it has none. */
  public @Nullable KeyCombination key() {
    return key;
  }

  /** The shortcut as people read it; empty where it has none. */
  public String keyText() {
    return key == null ? "" : key.getDisplayText().replace("Period", ".").replace("Slash", "/");
  }

  /** Name and shortcut, such as "Pause (Space)". */
  public String tooltip() {
    return key == null ? name : name + " (" + keyText() + ")";
  }

  /** Whether it can't be done now. */
  public BooleanProperty disabled() {
    return disabled;
  }

  /** Does it, unless it is disabled. */
  public void run() {
    if (!disabled.get()) {
      action.run();
    }
  }

  /** A button with icon and name. */
  public Button button(@Nullable Node icon) {
    return dress(new Button(name, icon));
  }

  /** A button that is only an icon. */
  public Button iconButton(String icon) {
    Button button = dress(new Button(null, Icons.of(icon)));
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  private Button dress(Button button) {
    button.setId(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(tooltip()));
    button.disableProperty().bind(disabled);
    button.setOnAction(event -> run());
    return button;
  }

  /** An item of a menu. */
  public MenuItem menuItem() {
    MenuItem item = new MenuItem(name);
    if (key != null) {
      item.setAccelerator(key);
    }
    item.disableProperty().bind(disabled);
    item.setOnAction(event -> run());
    return item;
  }
}
