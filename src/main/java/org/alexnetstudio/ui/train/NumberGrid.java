package org.alexnetstudio.ui.train;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** Names and numbers, two pairs a row. */
final class NumberGrid extends GridPane {
  private static final int PAIRS = 2;

  NumberGrid() {
    getStyleClass().add("number-grid");
  }

  void show(List<String> names, List<String> values) {
    getChildren().clear();
    for (int i = 0; i < names.size(); i++) {
      Label name = new Label(names.get(i));
      name.getStyleClass().add("text-muted");
      name.setMinWidth(USE_PREF_SIZE);
      Label value = new Label(values.get(i));
      value.setMinWidth(USE_PREF_SIZE);
      addRow(i / PAIRS, name, value);
    }
  }
}
