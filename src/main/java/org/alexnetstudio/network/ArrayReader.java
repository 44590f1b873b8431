package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/** Copies parts of an array that stays open, such as single maps of a layer's output. */
@FunctionalInterface
public interface ArrayReader {
  /**
   * Copies one part.
   *
   * @param part its number, where the array, row by row, is cut into parts of equal length
   * @param into takes it; as long as the parts
   */
  void read(int part, float[] into);

  /** Reads by slices, which every engine has. */
  static ArrayReader slicing(NDArray array) {
    return (part, into) -> {
      try (NDArray parts = array.reshape(-1, into.length);
          NDArray slice = parts.get(part)) {
        System.arraycopy(slice.toFloatArray(), 0, into, 0, into.length);
      }
    };
  }
}
