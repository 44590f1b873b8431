package org.alexnetstudio.weights;

import java.nio.FloatBuffer;
import java.util.function.Supplier;

/**
 * A tensor of 32-bit floats to be written, which gives its numbers when its turn comes, so that
 * only one tensor at a time needs memory.
 *
 * @param name unique in its file
 * @param shape extents, the slowest first
 * @param data called once for each writing; gives as many floats as the shape has, from position to
 *     limit
 */
public record TensorSource(String name, long[] shape, Supplier<FloatBuffer> data) {
  /** Refuses a shape that cannot be. */
  public TensorSource {
    shape = shape.clone();
    Math.multiplyExact(Shapes.elements(shape), (long) Float.BYTES);
  }

  /** A tensor whose numbers are at hand. */
  public static TensorSource of(String name, long[] shape, float... numbers) {
    return new TensorSource(name, shape, () -> FloatBuffer.wrap(numbers));
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** How many bytes its numbers take in a file. */
  public long bytes() {
    return Shapes.elements(shape) * Float.BYTES;
  }
}
