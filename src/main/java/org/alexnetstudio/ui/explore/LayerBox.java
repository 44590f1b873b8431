package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The layers where there is no room for their pane. */
final class LayerBox extends ComboBox<LayerRow> {
  private final ExploreModel explore;
  private boolean filling;

  LayerBox(ExploreModel explore, LayersModel model) {
    this.explore = explore;
    setId("layer-box");
    getStyleClass().add("layer-box");
    setAccessibleText("Layer");
    setTooltip(new Tooltip("Layer (Page Up, Page Down)"));
    setVisibleRowCount(24);
    setCellFactory(list -> cell(true));
    setButtonCell(cell(false));
    valueProperty().addListener((value, before, now) -> chosen(now));
    model.rows().addListener((value, before, now) -> fill(now));
    explore.layer().addListener((value, before, now) -> select());
    fill(model.rows().get());
  }

  private static ListCell<LayerRow> cell(boolean inList) {
    return new ListCell<>() {
      @Override
      protected void updateItem(LayerRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(
            empty || row == null
                ? ""
                : inList ? words(row) + "   " + LayerText.shape(row.layer()) : row.layer().name());
      }
    };
  }

  private void fill(List<LayerRow> rows) {
    // Filled with each answer, an open list would close under the user's hand.
    if (!words(rows).equals(words(getItems()))) {
      filling = true;
      getItems().setAll(rows);
      filling = false;
    }
    select();
  }

  private static List<String> words(List<LayerRow> rows) {
    return rows.stream().map(LayerBox::words).toList();
  }

  private static String words(LayerRow row) {
    return row.changed() > 0 ? row.layer().name() + " · " + row.changes() : row.layer().name();
  }

  private void select() {
    int layer = explore.layer().get();
    filling = true;
    setValue(layer < getItems().size() ? getItems().get(layer) : null);
    filling = false;
  }

  private void chosen(@Nullable LayerRow row) {
    if (!filling && row != null) {
      explore.chooseLayer(row.layer().index());
    }
  }
}
