package org.alexnetstudio.ui.train;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One likely class of a picture: name, bar, percent, small curve, change. */
final class LikelyRow extends HBox {
  private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
  private static final PseudoClass UP = PseudoClass.getPseudoClass("up");
  private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");

  private final Label name = new Label();
  private final ShareBar bar = new ShareBar();
  private final Label percent = new Label();
  private final Sparkline curve = new Sparkline();
  private final Label change = new Label();

  LikelyRow(boolean first) {
    getStyleClass().add("likely-row");
    setAlignment(Pos.CENTER_LEFT);
    setAccessibleRole(AccessibleRole.TEXT);
    name.getStyleClass().add("likely-name");
    name.setTooltip(new Tooltip());
    percent.getStyleClass().add("likely-percent");
    change.getStyleClass().add("likely-change");
    HBox.setHgrow(bar, Priority.ALWAYS);
    getChildren().addAll(name, bar, percent, curve, change);
    pseudoClassStateChanged(FIRST, first);
  }

  void show(Likely likely) {
    name.setText(likely.className());
    name.getTooltip().setText(likely.className());
    bar.show(likely.probability());
    percent.setText(percentOf(likely.probability()));
    curve.show(likely.history());
    int points = likely.points();
    change.setText(points > 0 ? "▲ " + points : points < 0 ? "▼ " + -points : "–");
    change.pseudoClassStateChanged(UP, points > 0);
    change.pseudoClassStateChanged(DOWN, points < 0);
    setAccessibleText(
        likely.className()
            + ", "
            + percentOf(likely.probability())
            + (points == 0 ? "" : points > 0 ? ", up " + points : ", down " + -points)
            + (points == 0 ? "" : " points"));
  }

  private static String percentOf(double probability) {
    return probability > 0 && probability < 0.005
        ? "<1 %"
        : String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }
}
