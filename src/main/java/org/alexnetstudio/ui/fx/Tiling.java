package org.alexnetstudio.ui.fx;

/**
 * Where the tiles of a grid stand. Groups of tiles stand one below the other, each under a caption.
 *
 * @param count tiles in all
 * @param groups that the tiles belong to, one after the other
 * @param columns tiles side by side
 * @param width pixels of a tile before it is magnified
 * @param height pixels of a tile before it is magnified
 * @param scale by which every pixel is magnified
 * @param caption height of a group's caption
 */
public record Tiling(
    int count, int groups, int columns, int width, int height, int scale, int caption) {
  /** Between two tiles. */
  public static final int GAP = 2;

  /** Below a group. */
  static final int GROUP_GAP = 8;

  /** By which tiles grow when they are enlarged. */
  private static final double STEP = 1.5;

  /**
   * The largest tiles that all fit into the space; where none do, the smallest allowed, which then
   * need more height.
   *
   * @param smallest side in pixels that a tile may have; below its own size it must be shrunk
   */
  public static Tiling fit(
      int count,
      int groups,
      int tileWidth,
      int tileHeight,
      int smallest,
      double spaceWidth,
      double spaceHeight,
      int caption) {
    int side = Math.max(tileWidth, tileHeight);
    for (int scale = (int) Math.max(spaceWidth, spaceHeight) / side; scale >= 1; scale--) {
      Tiling tiling = across(count, groups, tileWidth, tileHeight, scale, spaceWidth, caption);
      if (side * scale <= smallest || tiling.fits(spaceWidth, spaceHeight)) {
        return tiling;
      }
    }
    for (int shrunk = side - 1; shrunk > smallest; shrunk--) {
      Tiling tiling = shrunk(count, groups, tileWidth, tileHeight, shrunk, spaceWidth, caption);
      if (tiling.fits(spaceWidth, spaceHeight)) {
        return tiling;
      }
    }
    return side <= smallest
        ? across(count, groups, tileWidth, tileHeight, 1, spaceWidth, caption)
        : shrunk(count, groups, tileWidth, tileHeight, smallest, spaceWidth, caption);
  }

  /**
   * Tiles of one size, whatever the space.
   *
   * @param side of a tile, to which it is magnified as far as a whole multiple goes, or shrunk
   */
  static Tiling sized(
      int count, int groups, int width, int height, int side, double spaceWidth, int caption) {
    int own = Math.max(width, height);
    return side < own
        ? shrunk(count, groups, width, height, side, spaceWidth, caption)
        : across(count, groups, width, height, side / own, spaceWidth, caption);
  }

  /** The side of a tile one step larger ({@code by} 1) or smaller (-1), half as much again. */
  int side(int own, int by) {
    int now = Math.max(tileWidth(), tileHeight());
    if (by > 0) {
      int larger = (int) Math.ceil(now * STEP);
      return now < own ? Math.min(own, larger) : Math.max(now / own + 1, larger / own) * own;
    }
    int smaller = (int) (now / STEP);
    return smaller < own ? smaller : smaller / own * own;
  }

  private static Tiling shrunk(
      int count, int groups, int width, int height, int to, double spaceWidth, int caption) {
    int side = Math.max(width, height);
    return across(
        count,
        groups,
        Math.max(1, width * to / side),
        Math.max(1, height * to / side),
        1,
        spaceWidth,
        caption);
  }

  /** As few rows as the width allows, and no more columns than those rows need. */
  private static Tiling across(
      int count, int groups, int width, int height, int scale, double spaceWidth, int caption) {
    int perGroup = Math.max(1, ceil(count, groups));
    int most = (int) Math.max(1, (spaceWidth + GAP) / (width * scale + GAP));
    int columns = ceil(perGroup, ceil(perGroup, most));
    return new Tiling(count, groups, columns, width, height, scale, groups > 1 ? caption : 0);
  }

  private static int ceil(int number, int divisor) {
    return (number + divisor - 1) / divisor;
  }

  private boolean fits(double spaceWidth, double spaceHeight) {
    return totalWidth() <= spaceWidth && totalHeight() <= spaceHeight;
  }

  /** Tiles of each group but perhaps the last. */
  public int perGroup() {
    return Math.max(1, ceil(count, groups));
  }

  private int rows() {
    return ceil(perGroup(), columns);
  }

  /** Width of a tile as it is drawn. */
  public int tileWidth() {
    return width * scale;
  }

  /** Height of a tile as it is drawn. */
  public int tileHeight() {
    return height * scale;
  }

  private int groupHeight() {
    return caption + rows() * (tileHeight() + GAP) - GAP;
  }

  /** Upper edge of a group's caption. */
  int groupY(int group) {
    return group * (groupHeight() + GROUP_GAP);
  }

  /** Width of all of it. */
  public int totalWidth() {
    return columns * (tileWidth() + GAP) - GAP;
  }

  /** Height of all of it. */
  public int totalHeight() {
    return groups * (groupHeight() + GROUP_GAP) - GROUP_GAP;
  }

  /** Left edge of a tile. */
  public int x(int tile) {
    return tile % perGroup() % columns * (tileWidth() + GAP);
  }

  /** Upper edge of a tile. */
  public int y(int tile) {
    int row = tile % perGroup() / columns;
    return groupY(tile / perGroup()) + caption + row * (tileHeight() + GAP);
  }

  /** The tile at a point, -1 where there is none; a gap belongs to the tile before it. */
  public int at(double x, double y) {
    int group = (int) Math.floor(y / (groupHeight() + GROUP_GAP));
    int row = (int) Math.floor((y - groupY(group) - caption) / (tileHeight() + GAP));
    int column = (int) Math.floor(x / (tileWidth() + GAP));
    int tile = row * columns + column;
    boolean inside = group >= 0 && group < groups && row >= 0 && column >= 0 && column < columns;
    int index = group * perGroup() + tile;
    return inside && tile < perGroup() && index < count ? index : -1;
  }

  /** The tile a row above ({@code by} -1) or below (1); the same where there is none. */
  int beside(int tile, int by) {
    int group = tile / perGroup();
    int first = group * perGroup();
    int last = Math.min(first + perGroup(), count) - 1;
    int column = (tile - first) % columns;
    int row = (tile - first) / columns + by;
    if (row < 0) {
      return group == 0 ? tile : Math.min(first - 1, first - perGroup() + lastRow() + column);
    }
    if (row > (last - first) / columns) {
      return last + 1 >= count ? tile : Math.min(count - 1, last + 1 + column);
    }
    return Math.min(last, first + row * columns + column);
  }

  private int lastRow() {
    return (rows() - 1) * columns;
  }
}
