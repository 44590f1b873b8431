package org.alexnetstudio.ui.shell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.Command;

/** All shortcuts of the window, by groups. */
final class CheatSheet extends Dialog<ButtonType> {

  private static final int COLUMNS = 3;

  /** The height of all groups, at the usual size of text; a larger one scrolls. */
  private static final double WHOLE = 1040;

  /** What is seen of the window above and below the sheet. */
  private static final double AROUND = 80;

  CheatSheet(Window owner, List<Command> commands) {
    initOwner(owner);
    setTitle("Shortcuts");
    setHeaderText("Shortcuts");
    Map<String, GridPane> groups = new LinkedHashMap<>();
    TreeSet<String> told = new TreeSet<>();
    for (Command command : commands) {
      if (command.key() != null && told.add(command.group() + command.name())) {
        GridPane grid = groups.computeIfAbsent(command.group(), group -> new GridPane());
        Label key = new Label(command.keyText());
        key.getStyleClass().addAll("key", "mono");
        Label name = new Label(command.name());
        int row = grid.getRowCount();
        grid.add(key, 0, row);
        grid.add(name, 1, row);
        for (Label whole : List.of(key, name)) {
          whole.setMinWidth(Region.USE_PREF_SIZE);
        }
      }
    }
    List<VBox> columns = Stream.generate(() -> new VBox(20)).limit(COLUMNS).toList();
    groups.forEach(
        (name, grid) -> {
          grid.setHgap(12);
          grid.setVgap(6);
          Label title = new Label(name);
          title.getStyleClass().add("text-strong");
          shortest(columns).getChildren().add(new VBox(8, title, grid));
        });
    HBox all = new HBox(32);
    all.getChildren().addAll(columns);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(Region.USE_PREF_SIZE);
    getDialogPane().setContent(scroll);
    // The theme's dialogs are narrower, and this one is taller than some windows.
    getDialogPane().setMaxWidth(Double.MAX_VALUE);
    // Not its greatest height alone: JavaFX centres it by the one that it prefers.
    getDialogPane().setPrefHeight(Math.min(WHOLE, owner.getHeight() - AROUND));
    getDialogPane().getStyleClass().add("cheat-sheet");
    getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
  }

  private static VBox shortest(List<VBox> columns) {
    return columns.stream().min(Comparator.comparingInt(CheatSheet::rows)).orElseThrow();
  }

  private static int rows(VBox column) {
    return column.getChildren().stream()
        .mapToInt(group -> 2 + ((GridPane) ((VBox) group).getChildren().get(1)).getRowCount())
        .sum();
  }
}
