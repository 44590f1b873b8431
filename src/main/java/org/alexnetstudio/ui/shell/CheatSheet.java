package org.alexnetstudio.ui.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.Command;

/** All shortcuts of the window, by groups. */
final class CheatSheet extends Dialog<ButtonType> {

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
        int row = grid.getRowCount();
        grid.add(key, 0, row);
        grid.add(new Label(command.name()), 1, row);
      }
    }
    FlowPane all = new FlowPane(32, 20);
    all.setPrefWrapLength(820);
    groups.forEach(
        (name, grid) -> {
          grid.setHgap(12);
          grid.setVgap(6);
          Label title = new Label(name);
          title.getStyleClass().add("text-strong");
          all.getChildren().add(new VBox(8, title, grid));
        });
    getDialogPane().setContent(all);
    getDialogPane().getStyleClass().add("cheat-sheet");
    getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
  }
}
