package org.alexnetstudio.ui.train;

import java.util.List;

/** Pictures of one size that a {@link TileGrid} shows. */
interface Tiles {
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

  /** What stands over a group: a name and what belongs to it. */
  record Caption(String name, String members) {}
}
