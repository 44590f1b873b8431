package org.alexnetstudio.ui.fx;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons of the Material set. */
public final class Icons {
  private Icons() {}

  /** An icon by its name in the set, such as {@code mdal-close}. */
  public static FontIcon of(String name) {
    return new FontIcon(name);
  }

  /** A button that is only an icon; {@code text} is its tooltip and what a screen reader says. */
  public static Button button(String icon, String text, Runnable action) {
    Button button = new Button(null, of(icon));
    button.getStyleClass().addAll("button-icon", "flat");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }
}
