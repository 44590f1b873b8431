package org.alexnetstudio.ui.train;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;

/** A small curve of a probability from 0 to 1, with a dot at its end. */
final class Sparkline extends Region {
  private static final double DOT = 2;

  private final Polyline line = new Polyline();
  private final Circle end = new Circle(DOT);
  private List<Double> values = List.of();

  Sparkline() {
    getStyleClass().add("sparkline");
    line.getStyleClass().add("sparkline-line");
    end.getStyleClass().add("sparkline-end");
    getChildren().addAll(line, end);
    getChildren().forEach(each -> each.setManaged(false));
  }

  void show(List<Double> shown) {
    if (!shown.equals(values)) {
      values = shown;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - 2 * DOT;
    double height = getHeight() - 2 * DOT;
    int last = values.size() - 1;
    end.setVisible(last >= 0);
    Double[] points = new Double[values.size() * 2];
    for (int i = 0; i <= last; i++) {
      points[2 * i] = DOT + (last == 0 ? width : width * i / last);
      points[2 * i + 1] = DOT + height * (1 - values.get(i));
    }
    line.getPoints().setAll(points);
    if (last >= 0) {
      end.setCenterX(points[2 * last]);
      end.setCenterY(points[2 * last + 1]);
    }
  }
}
