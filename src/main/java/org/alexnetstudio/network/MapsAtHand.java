package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Looks at single maps of an output that is kept. */
final class MapsAtHand implements MapPlaces {
  private final NDArray maps;
  private final EngineOps ops;
  private final int units;
  private final float[] map;
  private @Nullable ArrayReader reader;

  /**
   * Reads nothing yet.
   *
   * @param maps (N, units, H, W)
   */
  MapsAtHand(NDArray maps, EngineOps ops) {
    this.maps = maps;
    this.ops = ops;
    units = (int) maps.getShape().get(1);
    map = new float[(int) (maps.getShape().get(2) * maps.getShape().get(3))];
  }

  @Override
  public int find(int image, int unit) {
    ArrayReader parts = reader == null ? ops.reader(maps) : reader;
    reader = parts;
    parts.read(image * units + unit, map);
    return MapPlaces.largest(map);
  }
}
