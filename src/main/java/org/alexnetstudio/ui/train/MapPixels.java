package org.alexnetstudio.ui.train;

import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.ui.fx.AreaMean;

/** Pixels of feature maps; where they are shrunk, each is the mean of the area that it covers. */
final class MapPixels {
  private final FeatureMaps maps;
  private final AreaMean mean;
  private final float[] grades;

  /** Of {@code width} x {@code height} pixels, at most as many as the maps have. */
  MapPixels(FeatureMaps maps, int width, int height) {
    this.maps = maps;
    mean = new AreaMean(maps.width(), maps.height(), width, height);
    grades = new float[maps.width() * maps.height()];
  }

  boolean has(int wantedWidth, int wantedHeight) {
    return mean.makes(wantedWidth, wantedHeight);
  }

  /** One unit's map, opaque, row by row. */
  int[] argb(int unit) {
    for (int i = 0; i < grades.length; i++) {
      grades[i] = maps.values()[unit * grades.length + i] & 0xff;
    }
    float[] shrunk = mean.of(grades, 0);
    int[] argb = new int[shrunk.length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = ColourMap.INFERNO.argb(Math.min(255, Math.round(shrunk[i])));
    }
    return argb;
  }
}
