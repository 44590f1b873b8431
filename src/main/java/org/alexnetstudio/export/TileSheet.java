package org.alexnetstudio.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Small pictures of one size side by side, each magnified to whole pixels.
 *
 * @param count how many there are
 * @param groups that lie one below the other, each with as many
 * @param height of one, before it is magnified
 * @param width of one, before it is magnified
 * @param scale pixels for each of its pixels
 */
record TileSheet(int count, int groups, int height, int width, int scale) {
  private static final int GAP = 3;
  private static final int GROUP_GAP = 18;

  /** A picture of more pixels is of no use. */
  private static final long MOST_PIXELS = 1 << 25;

  /** Tiles of about {@code side} pixels; fewer of them where the picture would be too large. */
  static TileSheet of(int count, int groups, int height, int width, int side) {
    int scale = Math.max(1, Math.round((float) side / Math.max(height, width)));
    long pixels = (long) (height * scale + GAP) * (width * scale + GAP);
    int fits = (int) Math.max(1, Math.min(count, MOST_PIXELS / pixels));
    return new TileSheet(fits, fits == count ? groups : 1, height, width, scale);
  }

  /** A little wider than high; in full rows, where that can be. */
  private int columns() {
    int each = count / groups;
    double square = Math.sqrt((double) count * height / width);
    for (int columns = (int) Math.ceil(square); columns <= 1.6 * square; columns++) {
      if (each % columns == 0) {
        return columns;
      }
    }
    return Math.min(each, (int) Math.ceil(1.2 * square));
  }

  private int rows() {
    int each = count / groups;
    return (each + columns() - 1) / columns();
  }

  private int pixelWidth() {
    return columns() * (width * scale + GAP) - GAP;
  }

  private int pixelHeight() {
    return groups * (rows() * (height * scale + GAP) - GAP) + (groups - 1) * GROUP_GAP;
  }

  /**
   * Draws the tiles.
   *
   * @param caption lines of text above them
   * @param below pixels left free below them
   * @param tile gives the ARGB pixels of a tile, row by row
   */
  BufferedImage draw(List<String> caption, int below, IntFunction<int[]> tile) {
    int top = Style.MARGIN + caption.size() * Style.LINE + Style.MARGIN / 2;
    int textWidth = caption.stream().mapToInt(Style::width).max().orElse(0);
    BufferedImage image =
        Style.blank(
            Math.max(pixelWidth(), textWidth) + 2 * Style.MARGIN,
            top + pixelHeight() + below + Style.MARGIN);
    Graphics2D graphics = Style.graphics(image);
    for (int i = 0; i < caption.size(); i++) {
      graphics.setColor(i == 0 ? Style.TEXT : Style.MUTED);
      graphics.drawString(caption.get(i), Style.MARGIN, Style.MARGIN + i * Style.LINE + 13);
    }
    graphics.dispose();
    drawTiles(image, Style.MARGIN, top, tile);
    return image;
  }

  private void drawTiles(BufferedImage image, int left, int top, IntFunction<int[]> tile) {
    int each = count / groups;
    int groupHeight = rows() * (height * scale + GAP) - GAP + GROUP_GAP;
    for (int i = 0; i < count; i++) {
      int inGroup = i % each;
      int x = left + inGroup % columns() * (width * scale + GAP);
      int y = top + i / each * groupHeight + inGroup / columns() * (height * scale + GAP);
      magnify(image, x, y, tile.apply(i));
    }
  }

  private void magnify(BufferedImage image, int x, int y, int[] pixels) {
    int[] row = new int[width * scale];
    for (int from = 0; from < height; from++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = pixels[from * width + i / scale];
      }
      for (int copy = 0; copy < scale; copy++) {
        image.setRGB(x, y + from * scale + copy, row.length, 1, row, 0, row.length);
      }
    }
  }
}
