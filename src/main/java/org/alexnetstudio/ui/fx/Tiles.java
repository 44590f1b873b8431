package org.alexnetstudio.ui.fx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures of one size that a {@link TileGrid} shows. */
public interface Tiles {
  /** How many. */
  int count();

  /** Captions of the groups that they belong to, one after the other; one group needs none. */
  List<Caption> captions();

  /** Columns of one picture. */
  int width();

  /** Rows of one picture. */
  int height();

  /** The smallest side in pixels that is still worth looking at. */
  int smallest();

  /** Opaque pixels of a tile, {@code height} x {@code width}, shrunk where those are less. */
  int[] argb(int tile, int width, int height);

  /** What a screen reader says of a tile. */
  String name(int tile);

  /** A mark on a tile; null for none. */
  default @Nullable Mark mark(int tile) {
    return null;
  }

  /**
   * What sets a tile apart, beside its picture.
   *
   * @param text on the tile where there is room, such as "dead"
   * @param style class of its lines and letters in the style sheet
   */
  record Mark(String text, String style) {}

  /** What stands over a group: a name and what belongs to it. */
  record Caption(String name, String members) {}
}
