package org.alexnetstudio.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A named array of numbers as it lies in a file.
 *
 * @param name unique in its file
 * @param dtype type of the numbers
 * @param shape extents, the slowest first; empty for a single number
 * @param data the numbers, little-endian, from the buffer's position to its limit
 */
public record Tensor(String name, DType dtype, long[] shape, ByteBuffer data) {
  /** Refuses data whose length does not fit shape and type. */
  public Tensor {
    shape = shape.clone();
    data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    long bytes = Math.multiplyExact(Shapes.elements(shape), (long) dtype.size());
    if (data.remaining() != bytes) {
      throw new IllegalArgumentException(
          name + ": found " + data.remaining() + " bytes, allowed is " + bytes);
    }
  }

  /** The numbers from the first on, little-endian, read-only. */
  @Override
  public ByteBuffer data() {
    return data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The numbers as floats, in a new array; those of F64 are rounded.
   *
   * @throws IllegalStateException where {@link DType#isFloatingPoint} does not hold
   */
  public float[] toFloats() {
    float[] floats = new float[data.remaining() / dtype.size()];
    switch (dtype) {
      case F32 -> data.asFloatBuffer().get(0, floats);
      case F64 -> {
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) data.getDouble(i * Double.BYTES);
        }
      }
      case F16 -> {
        for (int i = 0; i < floats.length; i++) {
          floats[i] = Half.toFloat(data.getShort(i * Short.BYTES));
        }
      }
      case BF16 -> {
        for (int i = 0; i < floats.length; i++) {
          floats[i] = Float.intBitsToFloat(data.getShort(i * Short.BYTES) << 16);
        }
      }
      default -> throw new IllegalStateException(name + " holds " + dtype + ", not floats");
    }
    return floats;
  }

  /**
   * The numbers of I32, in a new array.
   *
   * @throws IllegalStateException where they are others
   */
  public int[] toInts() {
    if (dtype != DType.I32) {
      throw new IllegalStateException(name + " holds " + dtype + ", not I32");
    }
    int[] ints = new int[data.remaining() / dtype.size()];
    data.asIntBuffer().get(0, ints);
    return ints;
  }

  @Override
  public String toString() {
    return name + " " + dtype + Arrays.toString(shape);
  }
}
