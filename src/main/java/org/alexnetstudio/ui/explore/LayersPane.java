package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.PaneFrame;

/** The pane with all layers of the network. */
final class LayersPane {
  private final ExploreModel explore;
  private final PaneFrame frame = new PaneFrame("Layers");
  private final ListView<LayerRow> list = new ListView<>();
  private boolean filling;

  /**
   * The pane.
   *
   * @param weights says which weights they are of, and lets the user choose
   */
  LayersPane(ExploreModel explore, LayersModel model, WeightsMenu weights) {
    this.explore = explore;
    Choice<LayersModel.Quantity> quantity =
        new Choice<>(
            "What the numbers are of",
            List.of(LayersModel.Quantity.values()),
            LayersModel.Quantity::words);
    quantity.value().bindBidirectional(model.quantity());
    frame.choices().add(quantity);
    list.setId("layers");
    list.getStyleClass().add("layers-of-network");
    list.setCellFactory(all -> new LayerCell(model.quantity()));
    list.setAccessibleText("Layers");
    list.setMinSize(0, 0);
    VBox.setVgrow(list, Priority.ALWAYS);
    frame.setCenter(new VBox(origin(weights), head(), list));
    list.getSelectionModel()
        .selectedIndexProperty()
        .addListener((value, before, now) -> chosen(now.intValue()));
    model.rows().addListener((value, before, now) -> fill(now));
    explore.layer().addListener((value, before, now) -> select());
    fill(model.rows().get());
  }

  private static HBox origin(WeightsMenu weights) {
    HBox origin = new HBox(weights);
    origin.setAlignment(Pos.CENTER_LEFT);
    origin.getStyleClass().add("layers-origin");
    return origin;
  }

  private static HBox head() {
    Label left = new Label("Name, shape · mean · SD");
    Label right = new Label("Distribution");
    left.setMinWidth(0);
    right.setMinWidth(Region.USE_PREF_SIZE);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox head = new HBox(8, left, between, right);
    head.getStyleClass().add("layers-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void fill(List<LayerRow> rows) {
    filling = true;
    if (rows.size() == list.getItems().size()) {
      // Row by row: so the list stays where it is scrolled to.
      for (int i = 0; i < rows.size(); i++) {
        if (!rows.get(i).equals(list.getItems().get(i))) {
          list.getItems().set(i, rows.get(i));
        }
      }
    } else {
      list.getItems().setAll(rows);
    }
    filling = false;
    select();
  }

  private void select() {
    int layer = explore.layer().get();
    if (layer < list.getItems().size() && list.getSelectionModel().getSelectedIndex() != layer) {
      filling = true;
      list.getSelectionModel().select(layer);
      list.getFocusModel().focus(layer);
      filling = false;
      list.scrollTo(Math.max(0, layer - 2));
    }
  }

  private void chosen(int index) {
    if (!filling && index >= 0) {
      explore.chooseLayer(index);
    }
  }

  PaneFrame frame() {
    return frame;
  }
}
