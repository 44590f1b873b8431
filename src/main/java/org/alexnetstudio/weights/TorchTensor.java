package org.alexnetstudio.weights;

import java.util.List;

/**
 * A view of a storage, as PyTorch saves a tensor: number (i, j, ...) is number {@code offset + i *
 * strides[0] + j * strides[1] + ...} of the storage.
 *
 * @param shape extents, the slowest first
 * @param strides numbers of the storage from one index to the next, for each extent
 */
// Never leaves the package.
record TorchTensor(Storage storage, long offset, long[] shape, long[] strides) {
  private static final int MOST_AXES = 64;

  /**
   * A block of numbers outside the pickle.
   *
   * @param key its name in the file
   * @param numbers how many there are
   */
  record Storage(String key, DType dtype, long numbers) {
    /**
     * Its length in the file.
     *
     * @throws ArithmeticException where a long does not hold it
     */
    long bytes() {
      return Math.multiplyExact(numbers, (long) dtype.size());
    }
  }

  /** Refuses a view that reaches beyond its storage, or is larger than it. */
  static TorchTensor of(Storage storage, Object offset, Object shape, Object strides)
      throws FormatException {
    TorchTensor tensor =
        new TorchTensor(storage, natural(offset), naturals(shape), naturals(strides));
    if (tensor.shape.length != tensor.strides.length || tensor.shape.length > MOST_AXES) {
      throw new FormatException(
          "it has a tensor with "
              + tensor.shape.length
              + " extents and "
              + tensor.strides.length
              + " strides");
    }
    try {
      long elements = tensor.elements();
      // Repeated numbers (strides of 0) could make any memory out of a small file.
      if (elements > storage.numbers()
          || (elements > 0 && tensor.end() > storage.numbers())
          || tensor.offset > storage.numbers()) {
        throw new FormatException(
            "it has a tensor that reaches beyond its storage "
                + Names.quoted(storage.key())
                + " of "
                + storage.numbers()
                + " numbers");
      }
    } catch (ArithmeticException e) {
      throw new FormatException("it has a tensor whose size or place no file has");
    }
    return tensor;
  }

  /** How many numbers it has. */
  long elements() {
    return Shapes.elements(shape);
  }

  /** One past the last number of the storage that belongs to it, where it has any. */
  long end() {
    long last = offset;
    for (int i = 0; i < shape.length; i++) {
      last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
    }
    return Math.addExact(last, 1);
  }

  /** Whether its numbers lie one after the other. */
  boolean isContiguous() {
    long due = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != due) {
        return false;
      }
      due *= shape[i];
    }
    return true;
  }

  /**
   * Brings its numbers into their own order.
   *
   * @param span the storage's bytes from its first to its last number
   */
  byte[] gather(byte[] span) {
    int size = storage.dtype().size();
    byte[] gathered = new byte[(int) elements() * size];
    int[] index = new int[shape.length];
    int from = 0;
    for (int to = 0; to < gathered.length; to += size) {
      System.arraycopy(span, from * size, gathered, to, size);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += (int) strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        from -= (int) (strides[axis] * shape[axis]);
        index[axis] = 0;
      }
    }
    return gathered;
  }

  private static long[] naturals(Object list) throws FormatException {
    if (!(list instanceof List<?> numbers)) {
      throw new FormatException("it has a tensor whose shape is not a list");
    }
    long[] naturals = new long[numbers.size()];
    for (int i = 0; i < naturals.length; i++) {
      naturals[i] = natural(numbers.get(i));
    }
    return naturals;
  }

  /** A size, offset or stride. */
  static long natural(Object number) throws FormatException {
    if (number instanceof Long value && value >= 0) {
      return value;
    }
    throw new FormatException(
        "it has "
            + Names.quoted(number instanceof Number ? number : number.getClass().getSimpleName())
            + " where a whole number of 0 or more is due");
  }
}
