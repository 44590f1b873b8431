package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Icons;

/** The bar at the left: a button for each workspace, help, shortcuts and settings at the end. */
final class Rail extends VBox {
  private final List<ToggleButton> places;
  private final List<Labeled> all;

  Rail(
      List<Workspace> workspaces,
      List<Command> show,
      Command guide,
      Command shortcuts,
      Command settings) {
    getStyleClass().add("rail");
    Region logo = new Region();
    logo.getStyleClass().add("logo");
    StackPane logoBox = new StackPane(logo);
    logoBox.getStyleClass().add("logo-box");
    getChildren().add(logoBox);
    places =
        IntStream.range(0, workspaces.size())
            .mapToObj(i -> place(workspaces.get(i), show.get(i)))
            .toList();
    getChildren().addAll(places);
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    Labeled guideButton = dress(guide.button(Icons.of("mdal-help_outline")), "Guide");
    Labeled shortcutsButton = dress(shortcuts.button(Icons.of("mdal-keyboard")), "Shortcuts");
    Labeled settingsButton = dress(settings.button(Icons.of("mdmz-settings")), "Settings");
    getChildren().addAll(gap, guideButton, shortcutsButton, settingsButton);
    all =
        Stream.concat(places.stream(), Stream.of(guideButton, shortcutsButton, settingsButton))
            .map(each -> (Labeled) each)
            .toList();
  }

  private ToggleButton place(Workspace workspace, Command show) {
    ToggleButton button = new ToggleButton(workspace.name(), Icons.of(workspace.icon()));
    button.setId("rail-" + workspace.name().toLowerCase(Locale.ROOT));
    button.setTooltip(new Tooltip(show.tooltip()));
    button.setOnAction(
        event -> {
          // Pressed again, it stays where it is.
          button.setSelected(true);
          show.run();
        });
    return (ToggleButton) dress(button, workspace.name());
  }

  private static Labeled dress(Labeled button, String name) {
    button.setText(name);
    button.setAccessibleText(name);
    button.getStyleClass().add("rail-item");
    button.setMaxWidth(Double.MAX_VALUE);
    return button;
  }

  /** Lights the workspace of this number; none for -1. */
  void select(int number) {
    for (int i = 0; i < places.size(); i++) {
      places.get(i).setSelected(i == number);
    }
  }

  /** Icons only, where the window is narrow. */
  void setNarrow(boolean narrow) {
    getStyleClass().remove("rail-narrow");
    if (narrow) {
      getStyleClass().add("rail-narrow");
    }
    all.forEach(
        button ->
            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TOP));
  }
}
