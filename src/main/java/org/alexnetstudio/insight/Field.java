package org.alexnetstudio.insight;

/**
 * Input pixels that one activation depends on. It may reach into the padding around the image.
 *
 * @param top first row
 * @param left first column
 * @param height rows
 * @param width columns
 */
public record Field(int top, int left, int height, int width) {

  /** The part within an image of {@code rows} x {@code columns} pixels. */
  public Field within(int rows, int columns) {
    int firstRow = Math.max(0, Math.min(rows, top));
    int firstColumn = Math.max(0, Math.min(columns, left));
    return new Field(
        firstRow,
        firstColumn,
        Math.max(0, Math.min(rows, top + height) - firstRow),
        Math.max(0, Math.min(columns, left + width) - firstColumn));
  }
}
