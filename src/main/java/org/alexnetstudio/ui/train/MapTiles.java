package org.alexnetstudio.ui.train;

import java.util.List;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.fx.Tiles;
import org.jspecify.annotations.Nullable;

/** The maps of one layer as tiles. */
final class MapTiles implements Tiles {
  /** Maps are shrunk so far and no farther. */
  private static final int SMALLEST = 12;

  private final FeatureMaps maps;
  private @Nullable MapPixels pixels;

  MapTiles(FeatureMaps maps) {
    this.maps = maps;
  }

  @Override
  public int count() {
    return maps.units();
  }

  @Override
  public List<Caption> captions() {
    return List.of();
  }

  @Override
  public int width() {
    return maps.width();
  }

  @Override
  public int height() {
    return maps.height();
  }

  @Override
  public int smallest() {
    return SMALLEST;
  }

  @Override
  public int[] argb(int tile, int width, int height) {
    MapPixels fitting = pixels;
    if (fitting == null || !fitting.has(width, height)) {
      fitting = new MapPixels(maps, width, height);
      pixels = fitting;
    }
    return fitting.argb(tile);
  }

  @Override
  public String name(int tile) {
    return "Unit "
        + tile
        + " of "
        + maps.units()
        + ", mean "
        + Numbers.of(maps.mean()[tile])
        + ", max "
        + Numbers.of(maps.max()[tile])
        + ", active "
        + MapsModel.percent(maps.active()[tile]);
  }
}
