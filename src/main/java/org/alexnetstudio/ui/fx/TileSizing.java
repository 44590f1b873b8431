package org.alexnetstudio.ui.fx;

/** How large the tiles of a grid are: as large as they can be and all be seen, or as wanted. */
final class TileSizing {
  /** A picture of more pixels takes too much memory. */
  static final long MOST_PIXELS = 16_000_000;

  /** A grid that takes less of its height than this share is sparse. */
  private static final double SPARSE = 0.6;

  private static final int SMALLEST = 4;

  /** Side of a tile, as the user wants it; 0 where the tiles are fitted. */
  private int side;

  private boolean roomy;
  private int count;
  private int width;
  private int height;

  /** Rather scrolls than that small tiles leave much of it empty. */
  void setRoomy() {
    roomy = true;
  }

  /** Fits the tiles again where they are of another kind than those that were enlarged. */
  void take(Tiles tiles) {
    if (tiles.count() != count || tiles.width() != width || tiles.height() != height) {
      side = 0;
    }
    count = tiles.count();
    width = tiles.width();
    height = tiles.height();
  }

  /**
   * Enlarges the tiles ({@code by} 1) or makes them smaller (-1).
   *
   * @param now how they stand
   * @param room width that there is
   */
  void zoom(Tiles tiles, Tiling now, int by, double room) {
    int own = own(tiles);
    int shown = Math.max(now.tileWidth(), now.tileHeight());
    int most = (int) Math.min(Math.max(own, room), limit(tiles));
    int wanted = Math.min(most, now.side(own, by));
    side = by > 0 ? Math.max(shown, wanted) : Math.max(SMALLEST, wanted);
  }

  void fit() {
    side = 0;
  }

  /**
   * Where the tiles stand in a space.
   *
   * @param caption height of a group's caption
   */
  Tiling tiling(Tiles tiles, double spaceWidth, double spaceHeight, int caption) {
    if (side > 0) {
      return sized(tiles, (int) Math.min(side, spaceWidth), spaceWidth, caption);
    }
    Tiling whole =
        Tiling.fit(
            tiles.count(),
            groups(tiles),
            tiles.width(),
            tiles.height(),
            tiles.smallest(),
            spaceWidth,
            spaceHeight,
            caption);
    int next = whole.side(own(tiles), 1);
    boolean sparse = whole.totalHeight() < SPARSE * spaceHeight;
    return roomy && sparse && next <= Math.min(spaceWidth, limit(tiles))
        ? sized(tiles, next, spaceWidth, caption)
        : whole;
  }

  private static Tiling sized(Tiles tiles, int side, double spaceWidth, int caption) {
    return Tiling.sized(
        tiles.count(), groups(tiles), tiles.width(), tiles.height(), side, spaceWidth, caption);
  }

  private static int groups(Tiles tiles) {
    return Math.max(1, tiles.captions().size());
  }

  private static int own(Tiles tiles) {
    return Math.max(tiles.width(), tiles.height());
  }

  /** The largest side with which all tiles together are not too many pixels. */
  private static int limit(Tiles tiles) {
    double share = (double) Math.min(tiles.width(), tiles.height()) / own(tiles);
    int limit = (int) Math.sqrt(MOST_PIXELS / (share * Math.max(1, tiles.count())));
    while (limit > SMALLEST
        && (limit + Tiling.GAP) * (share * limit + Tiling.GAP) * tiles.count() > MOST_PIXELS) {
      limit--;
    }
    return limit;
  }
}
