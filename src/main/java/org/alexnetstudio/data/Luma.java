package org.alexnetstudio.data;

/** Grey from colour by ITU-R 601, in the 16-bit fixed point of common imaging libraries. */
final class Luma {
  private Luma() {}

  static byte of(int red, int green, int blue) {
    return (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
  }
}
