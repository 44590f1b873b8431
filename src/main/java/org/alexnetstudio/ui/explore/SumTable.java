package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Surgery;

/** The lines of a sum below each other, and whether the engine has the same. */
final class SumTable extends VBox {
  private final GridPane lines = new GridPane();
  private final Label check = ProblemBox.wrapped("");

  SumTable() {
    getStyleClass().add("sum-table");
    setId("sum");
    check.getStyleClass().add("part-caption");
    check.setTooltip(
        new Tooltip(
            "The sum is computed here, in double precision, from the numbers shown; the engine's"
                + " own is so far apart, in parts of it"));
    HBox head = new HBox(Headings.of("Sum"));
    head.getStyleClass().add("factor-head");
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, lines, check);
  }

  /** Shows all that is added; {@code channel} of a convolution apart from the others. */
  void show(Arithmetic arithmetic, List<LayerInfo> layers, Surgery surgery, int channel) {
    lines.getChildren().clear();
    int row = 0;
    for (SumLine line : SumLine.of(arithmetic, layers, surgery, channel)) {
      String style = "sum-" + line.kind().name().toLowerCase(Locale.ROOT);
      Label name = new Label(line.name());
      Label value = new Label(line.value());
      for (Label each : new Label[] {name, value}) {
        each.setMinWidth(USE_PREF_SIZE);
        each.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        each.getStyleClass().addAll("mono", style);
      }
      value.getStyleClass().add("sum-value");
      GridPane.setHgrow(value, Priority.ALWAYS);
      GridPane.setHalignment(value, HPos.RIGHT);
      lines.addRow(row++, name, value);
    }
    check.setText(ArithmeticText.check(arithmetic));
  }
}
