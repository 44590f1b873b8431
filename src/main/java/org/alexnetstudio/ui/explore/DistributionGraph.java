package org.alexnetstudio.ui.explore;

import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import org.alexnetstudio.insight.Distribution;
import org.jspecify.annotations.Nullable;

/** How numbers are spread, as bars; where there is no room for all of them, some share a bar. */
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
    int count = Math.min(counts.length, (int) (getWidth() / 2));
    long[] shared = new long[count];
    long highest = 1;
    for (int i = 0; count > 0 && i < counts.length; i++) {
      int bar = i * count / counts.length;
      shared[bar] += counts[i];
      highest = Math.max(highest, shared[bar]);
    }
    double step = getWidth() / Math.max(1, count);
    Double[] points = new Double[count * CORNERS];
    for (int bar = 0; bar < count; bar++) {
      // What is there at all is seen.
      double height = shared[bar] == 0 ? 0 : Math.max(1, getHeight() * shared[bar] / highest);
      double left = bar * step;
      double right = left + step - (step >= 3 ? 1 : 0);
      double top = getHeight() - height;
      Double[] corners = {left, getHeight(), left, top, right, top, right, getHeight()};
      System.arraycopy(corners, 0, points, bar * CORNERS, CORNERS);
    }
    bars.getPoints().setAll(points);
  }
}
