package org.alexnetstudio.data;

/** An image that hands out its rows as one plane of bytes for each channel. */
interface PixelRows {
  int width();

  int height();

  /** Writes row {@code y} into the first {@code width()} bytes of each plane. */
  void read(int y, byte[][] planes);
}
