package org.alexnetstudio.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import javafx.stage.Window;

/** How the window looks: theme, fonts, size of text. */
public final class Look {
  /** Text in pixels where nothing else is chosen. */
  public static final int DEFAULT_TEXT_SIZE = 13;

  private static final List<String> FONTS =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "JetBrainsMono-Regular.ttf");

  private static final List<String> STYLES =
      List.of("studio", "fx", "shell", "train", "experiment", "classify", "explore", "help");

  private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(Theme.DARK);
  private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.DARK);
  private int textSize = DEFAULT_TEXT_SIZE;

  /** The two themes. */
  public enum Theme {
    /** Light text on dark. */
    DARK,
    /** Dark text on light. */
    LIGHT;

    /** The theme of this name in the preferences. */
    public static Theme of(String name) {
      return name.equals("light") ? LIGHT : DARK;
    }
  }

  /** Loads the bundled fonts, and keeps every stage that is shown from now on in this look. */
  public Look() {
    for (String font : FONTS) {
      try (InputStream stream = Look.class.getResourceAsStream("/fonts/" + font)) {
        Font.loadFont(Objects.requireNonNull(stream, font), DEFAULT_TEXT_SIZE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Window.getWindows()
        .addListener(
            (ListChangeListener<Window>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(this::dressStage);
                  }
                });
  }

  private void dressStage(Window window) {
    if (window instanceof Stage && window.getScene() != null) {
      dress(window.getScene());
    }
  }

  /** Changes theme and size of text of the whole program. */
  public void choose(Theme newTheme, int newTextSize) {
    textSize = newTextSize;
    Application.setUserAgentStylesheet(
        newTheme == Theme.DARK
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    theme.set(newTheme);
    palette.set(newTheme == Theme.DARK ? Palette.DARK : Palette.LIGHT);
    Window.getWindows().forEach(this::dressStage);
  }

  /** Gives a scene this look as it is now; stages get it by themselves. */
  public void dress(Scene scene) {
    for (String style : STYLES) {
      String sheet =
          Objects.requireNonNull(Look.class.getResource("/styles/" + style + ".css"), style)
              .toExternalForm();
      if (!scene.getStylesheets().contains(sheet)) {
        scene.getStylesheets().add(sheet);
      }
    }
    restyle(scene);
  }

  private void restyle(Scene scene) {
    // Colours of our own differ between the themes; a class on the root tells the style sheets.
    scene.getRoot().getStyleClass().removeAll("studio-dark", "studio-light");
    scene.getRoot().getStyleClass().add(theme.get() == Theme.DARK ? "studio-dark" : "studio-light");
    scene.getRoot().setStyle("-fx-font-size: " + textSize + "px");
  }

  /** The theme. */
  public ReadOnlyObjectProperty<Theme> theme() {
    return theme.getReadOnlyProperty();
  }

  /** The theme's colours for canvases. */
  public ReadOnlyObjectProperty<Palette> palette() {
    return palette.getReadOnlyProperty();
  }
}
