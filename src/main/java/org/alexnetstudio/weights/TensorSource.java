package org.alexnetstudio.weights;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.function.Supplier;

/**
 * A tensor to be written, which gives its numbers when its turn comes, so that only one tensor at a
 * time needs memory.
 *
 * @param name unique in its file
 * @param dtype {@link DType#F32}, {@link DType#I32} or {@link DType#U8}, whose data is a {@link
 *     FloatBuffer}, {@link IntBuffer} or {@link ByteBuffer}
 * @param shape extents, the slowest first
 * @param data called once for each writing; gives as many numbers as the shape has, from position
 *     to limit
 */
public record TensorSource(
    String name, DType dtype, long[] shape, Supplier<? extends Buffer> data) {
  /** Refuses types that cannot be written, and a shape that cannot be. */
  public TensorSource {
    if (dtype != DType.F32 && dtype != DType.I32 && dtype != DType.U8) {
      throw new IllegalArgumentException(
          name + ": found " + dtype + ", allowed are F32, I32 and U8");
    }
    shape = shape.clone();
    Math.multiplyExact(Shapes.elements(shape), (long) dtype.size());
  }

  /** A tensor of floats. */
  public TensorSource(String name, long[] shape, Supplier<FloatBuffer> data) {
    this(name, DType.F32, shape, data);
  }

  /** A tensor of floats whose numbers are at hand. */
  public static TensorSource of(String name, long[] shape, float... numbers) {
    return new TensorSource(name, shape, () -> FloatBuffer.wrap(numbers));
  }

  /** A tensor of whole numbers that are at hand. */
  public static TensorSource ofInts(String name, long[] shape, int... numbers) {
    return new TensorSource(name, DType.I32, shape, () -> IntBuffer.wrap(numbers));
  }

  /** A tensor of bytes, each from 0 to 255, whose numbers are at hand. */
  public static TensorSource ofBytes(String name, long[] shape, byte... numbers) {
    return new TensorSource(name, DType.U8, shape, () -> ByteBuffer.wrap(numbers));
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** How many bytes its numbers take in a file. */
  public long bytes() {
    return Shapes.elements(shape) * dtype.size();
  }
}
