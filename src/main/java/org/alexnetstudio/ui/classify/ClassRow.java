package org.alexnetstudio.ui.classify;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.Prediction;

/** A class with its probability in figures and as a bar. */
public final class ClassRow extends VBox {
  private static final PseudoClass EXPLAINED = PseudoClass.getPseudoClass("explained");

  /** The likeliest class stands out by {@code first}. */
  public ClassRow(Prediction prediction, boolean first) {
    getStyleClass().add("class-row");
    Label name = new Label(prediction.className());
    name.getStyleClass().add("class-name");
    name.setTextOverrun(OverrunStyle.ELLIPSIS);
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    name.setTooltip(new Tooltip(prediction.className()));
    HBox.setHgrow(name, Priority.ALWAYS);
    Label percent = new Label(ResultText.percent(prediction.probability()));
    percent.getStyleClass().add("class-percent");
    percent.setMinWidth(Region.USE_PREF_SIZE);
    if (first) {
      getStyleClass().add("first");
    }
    getChildren().addAll(new HBox(8, name, percent), new Bar(prediction.probability()));
    setAccessibleText(prediction.className() + ", " + ResultText.percent(prediction.probability()));
  }

  /** Lets the class be chosen, by mouse and by keyboard. */
  void onChosen(Runnable choose) {
    getStyleClass().add("choosable");
    setAccessibleRole(AccessibleRole.BUTTON);
    setFocusTraversable(true);
    Tooltip.install(this, new Tooltip("Show what in the image speaks for this class (Enter)"));
    setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            requestFocus();
            choose.run();
          }
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            choose.run();
            event.consume();
          }
        });
  }

  /** Sets it off as the class that is explained. */
  void setExplained(boolean explained) {
    pseudoClassStateChanged(EXPLAINED, explained);
  }

  /** As long as its part of the whole. */
  private static final class Bar extends Region {
    private final Region filled = new Region();
    private final double part;

    Bar(double part) {
      this.part = part;
      getStyleClass().add("bar");
      filled.getStyleClass().add("bar-filled");
      getChildren().add(filled);
    }

    @Override
    protected void layoutChildren() {
      // Visible also where it is next to nothing.
      double width = Math.max(Math.min(2, getWidth()), Math.rint(part * getWidth()));
      filled.resizeRelocate(0, 0, width, getHeight());
    }
  }
}
