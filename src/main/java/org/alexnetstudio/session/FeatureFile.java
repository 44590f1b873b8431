package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The features of many images, mapped into memory: a row of little-endian floats for each image,
 * then the sum of the squares of each row. Thread-safe.
 */
final class FeatureFile {
  /** Rows that are compared together. */
  static final int BLOCK = 2048;

  private static final long MOST_MAPPED = 1L << 30;

  private final FloatBuffer[] slices;
  private final int rowsPerSlice;
  private final int rows;
  private final int length;
  private final float[] squares;

  private FeatureFile(
      FloatBuffer[] slices, int rowsPerSlice, int rows, int length, float[] squares) {
    this.slices = slices;
    this.rowsPerSlice = rowsPerSlice;
    this.rows = rows;
    this.length = length;
    this.squares = squares;
  }

  /**
   * Opens one that is whole; empty where it is not there.
   *
   * @param rows images
   * @param length numbers of each
   */
  static Optional<FeatureFile> open(Path file, int rows, int length) throws IOException {
    long rowBytes = (long) length * Float.BYTES;
    long end = rows * rowBytes;
    if (!Files.exists(file) || Files.size(file) != end + (long) rows * Float.BYTES) {
      return Optional.empty();
    }
    // Whole blocks, so that none lies in two of them.
    int perSlice = (int) Math.max(1, MOST_MAPPED / (BLOCK * rowBytes)) * BLOCK;
    FloatBuffer[] slices = new FloatBuffer[(rows + perSlice - 1) / perSlice];
    float[] squares = new float[rows];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int i = 0; i < slices.length; i++) {
        long from = (long) i * perSlice * rowBytes;
        slices[i] = map(channel, from, Math.min(end - from, perSlice * rowBytes));
      }
      map(channel, end, (long) rows * Float.BYTES).get(squares);
    }
    return Optional.of(new FeatureFile(slices, perSlice, rows, length, squares));
  }

  private static FloatBuffer map(FileChannel channel, long from, long bytes) throws IOException {
    return channel
        .map(FileChannel.MapMode.READ_ONLY, from, bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  /** How many images. */
  int rows() {
    return rows;
  }

  /** The sum of the squares of a row. */
  float square(int row) {
    return squares[row];
  }

  /**
   * Neighbouring rows, not copied.
   *
   * @param from a multiple of {@link #BLOCK}
   * @param count at most {@link #BLOCK}
   */
  FloatBuffer block(int from, int count) {
    return slices[from / rowsPerSlice].slice(from % rowsPerSlice * length, count * length);
  }

  /** The Euclidean distance of a row from other features, in double precision. */
  double distance(int row, float[] features) {
    float[] own = new float[length];
    slices[row / rowsPerSlice].get(row % rowsPerSlice * length, own);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double difference = (double) own[i] - features[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
