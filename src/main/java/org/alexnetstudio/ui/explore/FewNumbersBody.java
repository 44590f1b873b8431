package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Arithmetic.Normalisation;
import org.alexnetstudio.insight.Arithmetic.Pooling;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.Tints;

/** What comes of few numbers: a pooling window, neighbouring channels, a function of one number. */
final class FewNumbersBody extends HBox {
  private final Label heading = Headings.of("");
  private final NumberCells cells = new NumberCells();
  private final Label caption = Headings.caption("");
  private final VBox numbers = new VBox(6, heading, cells, caption);
  private final Label formula = new Label();
  private final SumTable sum = new SumTable();

  FewNumbersBody() {
    getStyleClass().add("arithmetic-body");
    numbers.setMinWidth(USE_PREF_SIZE);
    formula.getStyleClass().addAll("mono", "formula");
    formula.setWrapText(true);
    formula.setMinWidth(160);
    formula.setId("formula");
    HBox.setHgrow(formula, Priority.SOMETIMES);
    HBox.setHgrow(sum, Priority.ALWAYS);
  }

  void show(Arithmetic arithmetic, List<LayerInfo> layers, Surgery surgery) {
    formula.setText(ArithmeticText.formula(arithmetic));
    sum.show(arithmetic, layers, surgery, 0);
    getChildren().setAll(numbers, formula, sum);
    if (arithmetic instanceof Pooling pooling) {
      showWindow(pooling);
    } else if (arithmetic instanceof Normalisation lrn) {
      showNeighbours(lrn);
    } else {
      getChildren().remove(numbers);
    }
  }

  private void showWindow(Pooling pooling) {
    heading.setText("Window");
    cells.show(pooling.window(), pooling.width(), Tints.limit(pooling.window()));
    cells.chosen().set(pooling.maximum() ? largest(pooling.window()) : -1);
    caption.setText(
        "rows "
            + span(pooling.top(), pooling.height())
            + ", columns "
            + span(pooling.left(), pooling.width())
            + (pooling.maximum() ? "; the outlined one counts" : "; all count alike"));
    cells.setAccessibleText("Window of " + pooling.window().length + " numbers");
  }

  private void showNeighbours(Normalisation lrn) {
    int count = lrn.neighbours().length;
    heading.setText("Channels " + span(lrn.first(), count) + " at this place");
    cells.show(lrn.neighbours(), count, Tints.limit(lrn.neighbours()));
    cells.chosen().set(lrn.at().unit() - lrn.first());
    caption.setText("sum of squares " + Figures.brief(ArithmeticText.squares(lrn)));
    cells.setAccessibleText(heading.getText());
  }

  private static int largest(float[] window) {
    int largest = 0;
    for (int i = 1; i < window.length; i++) {
      largest = window[i] > window[largest] ? i : largest;
    }
    return largest;
  }

  private static String span(int first, int count) {
    return count == 1 ? String.valueOf(first) : first + "–" + (first + count - 1);
  }
}
