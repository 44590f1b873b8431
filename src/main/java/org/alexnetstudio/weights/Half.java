package org.alexnetstudio.weights;

/** Half precision: IEEE 754 in 16 bits, which holds 11 binary digits, up to 65504. */
public final class Half {
  /** The largest number. */
  public static final float MAX = 65504;

  private static final float SMALLEST_NORMAL = 0x1p-14f;

  /** From it on, the nearest is infinite. */
  private static final float FIRST_INFINITE = 65520;

  private Half() {}

  /** The number of these bits, exactly. */
  static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      // Zero and subnormals: units of 2^-24, which a float holds exactly.
      return Float.intBitsToFloat(Float.floatToRawIntBits(fraction * 0x1p-24f) | sign);
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** The bits of the nearest number; of two as near, of the even one. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float size = Math.abs(value);
    int rest;
    if (Float.isNaN(value)) {
      rest = 0x7e00;
    } else if (size >= FIRST_INFINITE) {
      rest = 0x7c00;
    } else if (size < SMALLEST_NORMAL) {
      rest = (int) Math.rint(size * 0x1p24f);
    } else {
      int magnitude = bits & 0x7fffffff;
      int rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
      rest = (rounded - ((127 - 15) << 23)) >> 13;
    }
    return (short) (sign | rest);
  }
}
