package org.alexnetstudio.ui.explore;

import java.util.Arrays;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import org.alexnetstudio.insight.Distribution;
import org.jspecify.annotations.Nullable;

/** How numbers are spread, as bars. */
final class DistributionGraph extends Region {
  private static final int CORNERS = 8;

  private final Polygon bars = new Polygon();
  private int[] counts = new int[0];

  DistributionGraph() {
    getStyleClass().add("distribution");
    bars.getStyleClass().add("distribution-bars");
    bars.setManaged(false);
    getChildren().add(bars);
  }

  void show(@Nullable Distribution distribution) {
    setVisible(distribution != null);
    counts = distribution == null ? new int[0] : distribution.counts();
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    int highest = Math.max(1, Arrays.stream(counts).max().orElse(1));
    double step = getWidth() / Math.max(1, counts.length);
    Double[] points = new Double[counts.length * CORNERS];
    for (int bar = 0; bar < counts.length; bar++) {
      // What is there at all is seen.
      double height = counts[bar] == 0 ? 0 : Math.max(1, getHeight() * counts[bar] / highest);
      double left = bar * step;
      double right = left + step - (step >= 3 ? 1 : 0);
      double top = getHeight() - height;
      Double[] corners = {left, getHeight(), left, top, right, top, right, getHeight()};
      System.arraycopy(corners, 0, points, bar * CORNERS, CORNERS);
    }
    bars.getPoints().setAll(points);
  }
}
