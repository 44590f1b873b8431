package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.Latest;

/** What the last training step did to the weight that is chosen, or why that can't be said. */
final class UpdateTable extends VBox {
  private final Latest<Answer<WeightUpdate>> latest;

  UpdateTable(Latest<Answer<WeightUpdate>> latest) {
    this.latest = latest;
    getStyleClass().add("sum-table");
    setId("weight-update");
    setMinWidth(300);
    latest.answer().addListener((value, before, now) -> show());
    latest.problem().addListener((value, before, now) -> show());
    latest.pending().addListener((value, before, now) -> show());
    show();
  }

  private void show() {
    Answer<WeightUpdate> answer = latest.answer().get();
    Throwable problem = latest.problem().get();
    if (answer != null) {
      WeightUpdate update = answer.value();
      getChildren()
          .setAll(
              Headings.of(
                  String.format(
                      Locale.ROOT,
                      "Step %,d on %s[%,d]",
                      update.step(),
                      update.parameter(),
                      update.index())),
              table(UpdateLine.of(update)));
    } else if (problem != null) {
      getChildren().setAll(new ProblemBox(problem));
    } else {
      Label hint =
          ProblemBox.wrapped(
              latest.pending().get()
                  ? "Asking the training…"
                  : "Click a weight, or the bias, to see what the last training step did to it.");
      hint.getStyleClass().add("text-muted");
      getChildren().setAll(hint);
    }
  }

  private static GridPane table(List<UpdateLine> lines) {
    GridPane table = new GridPane();
    table.getStyleClass().add("update-lines");
    int row = 0;
    for (UpdateLine line : lines) {
      boolean total = line.factors().isEmpty() && row > 0;
      Label[] labels = {new Label(line.name()), new Label(line.factors()), new Label(line.value())};
      for (Label label : labels) {
        label.setMinWidth(USE_PREF_SIZE);
        label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        label.getStyleClass().addAll("mono", total ? "sum-outcome" : "sum-term");
      }
      labels[1].getStyleClass().add("text-muted");
      labels[2].getStyleClass().add("sum-value");
      GridPane.setHgrow(labels[2], Priority.ALWAYS);
      GridPane.setHalignment(labels[2], HPos.RIGHT);
      table.addRow(row++, labels);
    }
    return table;
  }
}
