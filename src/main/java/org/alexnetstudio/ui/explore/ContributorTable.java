package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Arithmetic.Connected;
import org.alexnetstudio.insight.Arithmetic.Contributor;
import org.alexnetstudio.insight.LayerInfo;
import org.jspecify.annotations.Nullable;

/** The inputs of a fully connected unit that count most, for it or against it. */
final class ContributorTable extends VBox {
  private final Label heading = Headings.of("");
  private final ListView<Contributor> rows = new ListView<>();
  private boolean maps;
  private double most = 1;

  /** {@code choose} takes a row that was chosen. */
  ContributorTable(Consumer<Contributor> choose) {
    getStyleClass().add("contributors");
    rows.setId("contributors");
    rows.setAccessibleText("The inputs that count most");
    rows.setCellFactory(list -> new Row());
    rows.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                choose.accept(now);
              }
            });
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().addAll(heading, header(), rows);
  }

  private static HBox header() {
    Label bar = new Label("");
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    HBox row =
        new HBox(
            column("Input", "contributor-unit"),
            column("Value", "contributor-number"),
            column("× weight", "contributor-number"),
            column("= product", "contributor-number"),
            bar);
    row.getStyleClass().addAll("contributor", "contributor-header");
    return row;
  }

  private static Label column(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    return label;
  }

  void show(Connected connected, List<LayerInfo> layers) {
    int before = connected.at().layer() - 1;
    maps = before < layers.size() && layers.get(before).hasMaps();
    String name = before < layers.size() ? layers.get(before).name() : "the layer before";
    heading.setText(
        connected.largest().size() + " of " + connected.inputs() + " inputs, from " + name);
    most = 0;
    for (Contributor each : connected.largest()) {
      most = Math.max(most, Math.abs(each.product()));
    }
    int selected = rows.getSelectionModel().getSelectedIndex();
    if (!rows.getItems().equals(connected.largest())) {
      rows.getItems().setAll(connected.largest());
      if (selected >= 0 && selected < rows.getItems().size()) {
        rows.getSelectionModel().clearSelection();
      }
    }
  }

  private String name(Contributor each) {
    return maps
        ? each.unit() + " at " + each.spot().row() + ", " + each.spot().column()
        : "unit " + each.unit();
  }

  /** One input, with a bar to the right for what speaks for the unit, to the left against it. */
  private final class Row extends ListCell<Contributor> {
    private final Label unit = column("", "contributor-unit");
    private final Label input = column("", "contributor-number");
    private final Label weight = column("", "contributor-number");
    private final Label product = column("", "contributor-number");
    private final Region against = new Region();
    private final Region speaks = new Region();
    private final HBox row;

    Row() {
      against.getStyleClass().add("bar-against");
      speaks.getStyleClass().add("bar-for");
      StackPane left = new StackPane(against);
      StackPane right = new StackPane(speaks);
      left.setAlignment(Pos.CENTER_RIGHT);
      right.setAlignment(Pos.CENTER_LEFT);
      for (StackPane half : new StackPane[] {left, right}) {
        half.setMinWidth(0);
        half.setPrefWidth(40);
        HBox.setHgrow(half, Priority.ALWAYS);
      }
      row = new HBox(unit, input, weight, product, left, right);
      row.getStyleClass().add("contributor");
      left.widthProperty().addListener((value, before, now) -> measure());
    }

    @Override
    protected void updateItem(@Nullable Contributor each, boolean empty) {
      super.updateItem(each, empty);
      setGraphic(empty || each == null ? null : row);
      if (!empty && each != null) {
        unit.setText(name(each));
        input.setText(Figures.brief(each.input()));
        weight.setText(Figures.brief(each.weight()));
        product.setText(Figures.brief(each.product()));
        setAccessibleText(
            name(each)
                + ": "
                + input.getText()
                + " times "
                + weight.getText()
                + " is "
                + product.getText());
        measure();
      }
    }

    private void measure() {
      Contributor each = getItem();
      double share = each == null || most == 0 ? 0 : each.product() / most;
      double width = ((Region) against.getParent()).getWidth();
      against.setMaxWidth(width * Math.max(0, -share));
      speaks.setMaxWidth(width * Math.max(0, share));
    }
  }
}
