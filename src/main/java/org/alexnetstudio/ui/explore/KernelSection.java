package org.alexnetstudio.ui.explore;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.Tints;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.ui.fx.Numbers;
import org.jspecify.annotations.Nullable;

/** The unit's weights, and figures of its map. */
final class KernelSection extends VBox {
  static final double WIDTH = 111;
  private static final int SIDE = 110;

  private final Label heading = Headings.of("Kernel");
  private final KernelCells cells = new KernelCells(SIDE);
  private final Label limits = Headings.caption("");
  private final VBox weights = new VBox(4, cells, limits);
  private final GridPane figures = new GridPane();
  private @Nullable Kernel kernel;

  /**
   * Nothing is shown yet.
   *
   * @param save stands below the figures
   * @param tell takes what the mouse is over; empty for nothing
   */
  KernelSection(MenuButton save, Consumer<String> tell) {
    getStyleClass().add("unit-section");
    ColumnConstraints names = new ColumnConstraints();
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setHalignment(HPos.RIGHT);
    figures.getColumnConstraints().addAll(names, values);
    figures.getStyleClass().add("unit-figures");
    save.setMaxWidth(Double.MAX_VALUE);
    cells.setId("unit-kernel");
    cells.hovered().addListener((value, before, now) -> tell.accept(describe(now.intValue())));
    limits.setWrapText(true);
    limits.setMaxWidth(SIDE);
    setMinWidth(WIDTH);
    setMaxWidth(WIDTH);
    getChildren().addAll(heading, weights, figures, save);
  }

  void show(UnitView view, UnitFacts facts) {
    kernel = view.kernel();
    showWeights(view, view.kernel());
    figures.getChildren().clear();
    if (!view.layer().hasMaps()) {
      row(0, "Value", Figures.brief(facts.mean()));
      return;
    }
    row(0, "Mean", Numbers.of(facts.mean()));
    row(1, "SD", Numbers.of(facts.sd()));
    row(2, "Max", Numbers.of(facts.max()));
    row(3, "Active", String.format(Locale.ROOT, "%.0f %%", 100 * facts.active()));
  }

  private void showWeights(UnitView view, @Nullable Kernel shown) {
    heading.setText(shown == null ? "Activation" : "Kernel");
    weights.setVisible(shown != null);
    weights.setManaged(shown != null);
    if (shown == null) {
      return;
    }
    cells.show(shown);
    String limit = Numbers.of(Tints.limit(shown.weights()));
    limits.setText(
        KernelSheet.coloured(shown) ? "grey 0 · max |w| " + limit : "blue, red ±" + limit);
    cells.setAccessibleText(
        "Kernel of unit "
            + view.unit()
            + ": "
            + shown.channels()
            + " × "
            + shown.size()
            + " × "
            + shown.size()
            + " weights, the largest "
            + limit);
  }

  private void row(int row, String name, String value) {
    Label label = new Label(name);
    label.getStyleClass().add("text-muted");
    label.setMinWidth(USE_PREF_SIZE);
    Label number = new Label(value);
    number.setMinWidth(USE_PREF_SIZE);
    figures.addRow(row, label, number);
  }

  private String describe(int cell) {
    Kernel shown = kernel;
    if (shown == null || cell < 0 || KernelSheet.coloured(shown) || cell >= shown.channels()) {
      return "";
    }
    int area = shown.size() * shown.size();
    float limit = 0;
    for (int i = cell * area; i < (cell + 1) * area; i++) {
      limit = Math.max(limit, Math.abs(shown.weights()[i]));
    }
    return "Weights of channel "
        + (shown.firstChannel() + cell)
        + ":  max |w| "
        + Numbers.of(limit);
  }
}
