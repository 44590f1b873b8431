package org.alexnetstudio.ui.explore;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A layer of the list: name and shape, numbers below, how they are spread at the right. */
final class LayerCell extends ListCell<LayerRow> {
  private static final PseudoClass WEIGHTED = PseudoClass.getPseudoClass("weighted");

  private final ObservableValue<LayersModel.Quantity> quantity;
  private final Label name = new Label();
  private final Label shape = new Label();
  private final Label changes = new Label();
  private final Label numbers = new Label();
  private final DistributionGraph graph = new DistributionGraph();
  private final HBox line;

  LayerCell(ObservableValue<LayersModel.Quantity> quantity) {
    this.quantity = quantity;
    getStyleClass().add("layer-cell");
    name.getStyleClass().add("layer-name");
    shape.getStyleClass().add("text-muted");
    numbers.getStyleClass().add("layer-numbers");
    changes.getStyleClass().add("layer-changes");
    HBox first = new HBox(6, name, shape, changes);
    first.setAlignment(Pos.BASELINE_LEFT);
    VBox words = new VBox(first, numbers);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    line = new HBox(8, words, graph);
    line.setAlignment(Pos.CENTER_LEFT);
    // The list's width counts: a cell never makes it scroll sideways.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(LayerRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    pseudoClassStateChanged(WEIGHTED, row.weighted());
    name.setText(row.layer().name());
    shape.setText(LayerText.shape(row.layer()));
    show(shape, row.shaped());
    changes.setText(row.changes());
    show(changes, row.changed() > 0);
    numbers.setText(row.numbers() == null ? "" : LayerText.numbers(row.numbers()));
    show(numbers, row.numbers() != null);
    graph.show(row.numbers());
    graph.setManaged(row.numbers() != null);
    setAccessibleText(row.words(quantity.getValue().words()));
    setGraphic(line);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
