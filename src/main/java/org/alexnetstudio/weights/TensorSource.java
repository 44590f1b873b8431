package org.alexnetstudio.weights;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A tensor to be written, which gives its numbers when its turn comes, so that only one tensor at a
 * time needs memory.
 *
 * @param name unique in its file
 * @param dtype {@link DType#F32}, {@link DType#F16}, {@link DType#I32} or {@link DType#U8}, whose
 *     data is a {@link FloatBuffer} (twice), {@link IntBuffer} or {@link ByteBuffer}; for F16 each
 *     number is rounded to the nearest
 * @param shape extents, the slowest first
 * @param data called once for each writing; gives as many numbers as the shape has, from position
 *     to limit
 */
public record TensorSource(
    String name, DType dtype, long[] shape, Supplier<? extends Buffer> data) {
  private static final Set<DType> WRITABLE = EnumSet.of(DType.F32, DType.F16, DType.I32, DType.U8);

  /** Refuses types that cannot be written, and a shape that cannot be. */
  public TensorSource {
    if (!WRITABLE.contains(dtype)) {
      throw new IllegalArgumentException(name + ": found " + dtype + ", allowed are " + WRITABLE);
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

  /** The same numbers, to be written in half precision. */
  public TensorSource inHalf() {
    return new TensorSource(name, DType.F16, shape, data);
  }

  /** How many bytes its numbers take in a file. */
  public long bytes() {
    return Shapes.elements(shape) * dtype.size();
  }
}
