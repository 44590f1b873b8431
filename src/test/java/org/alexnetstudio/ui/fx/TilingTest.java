package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where tiles stand, and how large they can be. */
class TilingTest {
  private static final int CAPTION = 20;

  @Test
  void theSizesOfTheDesignComeOut() {
    // Two towers of 48 filters of 11 x 11 pixels, in the panes of both window sizes.
    Tiling wide = Tiling.fit(96, 2, 11, 11, 22, 599, 285, CAPTION);
    assertEquals(33, wide.tileWidth());
    assertEquals(16, wide.columns());
    Tiling narrow = Tiling.fit(96, 2, 11, 11, 22, 442, 210, CAPTION);
    assertEquals(22, narrow.tileWidth());
    assertEquals(16, narrow.columns());
  }

  @Test
  void mapsThatDoNotFitAreShrunk() {
    Tiling tiling = Tiling.fit(96, 1, 55, 55, 12, 543, 290, 0);
    assertEquals(1, tiling.scale());
    assertTrue(tiling.tileWidth() >= 36 && tiling.tileWidth() <= 39, tiling.toString());
    assertTrue(tiling.totalHeight() <= 290 && tiling.totalWidth() <= 543);
  }

  @Test
  void whereNothingFitsTheSmallestGrowsDownwards() {
    Tiling tiling = Tiling.fit(512, 1, 7, 7, 14, 100, 80, 0);
    assertEquals(14, tiling.tileWidth());
    assertTrue(tiling.totalWidth() <= 100);
    assertTrue(tiling.totalHeight() > 80);
    Tiling shrunk = Tiling.fit(384, 1, 55, 55, 12, 100, 80, 0);
    assertEquals(12, shrunk.tileWidth());
    assertTrue(shrunk.totalWidth() <= 100);
  }

  @Test
  void anyTilingHoldsTogether() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int groups = 1 + random.nextInt(3);
      int count = groups * (1 + random.nextInt(60));
      int width = 1 + random.nextInt(60);
      int height = 1 + random.nextInt(60);
      int smallest = 4 + random.nextInt(20);
      double spaceWidth = 80 + random.nextInt(900);
      double spaceHeight = 40 + random.nextInt(600);
      Tiling tiling =
          Tiling.fit(count, groups, width, height, smallest, spaceWidth, spaceHeight, CAPTION);
      checkTiles(tiling);
      checkNeighbours(tiling);
      checkSize(tiling, width, height, smallest, spaceWidth, spaceHeight);
    }
  }

  /** Each tile is found at its corners, and lies inside. */
  private static void checkTiles(Tiling tiling) {
    for (int tile = 0; tile < tiling.count(); tile++) {
      int x = tiling.x(tile);
      int y = tiling.y(tile);
      assertEquals(tile, tiling.at(x, y), tiling.toString());
      assertEquals(
          tile,
          tiling.at(x + tiling.tileWidth() - 1, y + tiling.tileHeight() - 1),
          tiling.toString());
      assertTrue(x >= 0 && x + tiling.tileWidth() <= tiling.totalWidth());
      assertTrue(y >= 0 && y + tiling.tileHeight() <= tiling.totalHeight());
    }
    assertEquals(-1, tiling.at(-1, 5));
    assertEquals(-1, tiling.at(5, -1));
    assertEquals(-1, tiling.at(tiling.totalWidth() + 3, 5));
    assertEquals(-1, tiling.at(5, tiling.totalHeight() + Tiling.GROUP_GAP + 3));
  }

  /** A row below is lower and, where there is such a tile, straight below. */
  private static void checkNeighbours(Tiling tiling) {
    for (int tile = 0; tile < tiling.count(); tile++) {
      int below = tiling.beside(tile, 1);
      assertTrue(tiling.y(below) > tiling.y(tile) || below == tile || below == tiling.count() - 1);
      assertTrue(tiling.x(below) <= tiling.x(tile) || tiling.count() == 1);
      int above = tiling.beside(tile, -1);
      assertTrue(tiling.y(above) < tiling.y(tile) || above == tile);
      if (above != tile && tiling.x(above) == tiling.x(tile)) {
        assertEquals(tile, tiling.beside(above, 1), tiling + " tile " + tile);
      }
    }
  }

  /** No larger size would have fitted, by trying every number of columns. */
  private static void checkSize(
      Tiling tiling, int width, int height, int smallest, double spaceWidth, double spaceHeight) {
    boolean fits = tiling.totalWidth() <= spaceWidth && tiling.totalHeight() <= spaceHeight;
    int side = Math.max(width, height);
    int drawn = Math.max(tiling.tileWidth(), tiling.tileHeight());
    assertTrue(fits || drawn <= Math.max(smallest, side), tiling.toString());
    assertTrue(drawn % side == 0 || drawn < side, "whole multiples, or shrunk");
    int larger = drawn < side ? 1 : drawn / side + 1;
    for (int columns = 1; columns <= tiling.perGroup(); columns++) {
      Tiling other =
          new Tiling(
              tiling.count(), tiling.groups(), columns, width, height, larger, tiling.caption());
      assertTrue(
          other.totalWidth() > spaceWidth || other.totalHeight() > spaceHeight,
          () -> tiling + " could be " + other);
    }
  }

  private record Squares(int count, int width, int height) implements Tiles {
    @Override
    public List<Caption> captions() {
      return List.of();
    }

    @Override
    public int smallest() {
      return 4;
    }

    @Override
    public int[] argb(int tile, int wide, int high) {
      return new int[wide * high];
    }

    @Override
    public Mark mark(int tile) {
      return null;
    }

    @Override
    public String name(int tile) {
      return "tile " + tile;
    }
  }

  @Test
  void enlargedTilesGrowStepByStepAndNeverBeyondThePixelsThatThereMayBe() {
    for (Squares tiles : List.of(new Squares(4096, 1, 1), new Squares(384, 13, 13))) {
      TileSizing sizing = new TileSizing();
      sizing.take(tiles);
      Tiling now = sizing.tiling(tiles, 1200, 800, 0);
      for (int step = 0; step < 20; step++) {
        sizing.zoom(tiles, now, 1, 1200);
        Tiling next = sizing.tiling(tiles, 1200, 800, 0);
        assertTrue(next.tileWidth() >= now.tileWidth(), tiles + " at step " + step);
        assertTrue(
            (long) next.totalWidth() * next.totalHeight() < 1.05 * TileSizing.MOST_PIXELS,
            next.toString());
        now = next;
      }
      sizing.zoom(tiles, now, -1, 1200);
      assertTrue(sizing.tiling(tiles, 1200, 800, 0).tileWidth() < now.tileWidth());
    }
  }

  @Test
  void tilesOfAnotherKindAreFittedAgainThoseOfTheSameStayEnlarged() {
    Squares tiles = new Squares(96, 55, 55);
    TileSizing sizing = new TileSizing();
    sizing.take(tiles);
    Tiling fitted = sizing.tiling(tiles, 800, 600, 0);
    sizing.zoom(tiles, fitted, 1, 800);
    Tiling enlarged = sizing.tiling(tiles, 800, 600, 0);
    assertTrue(enlarged.tileWidth() > fitted.tileWidth());
    sizing.take(new Squares(96, 55, 55));
    assertEquals(enlarged, sizing.tiling(tiles, 800, 600, 0));
    Squares deeper = new Squares(4096, 1, 1);
    sizing.take(deeper);
    assertEquals(Tiling.fit(4096, 1, 1, 1, 4, 800, 600, 0), sizing.tiling(deeper, 800, 600, 0));
  }
}
