package org.alexnetstudio.session;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;

/** Writes a {@link FeatureFile}, which appears when it is whole. */
final class FeatureWriter implements Closeable {
  /** How unfinished files end. */
  static final String UNFINISHED = ".unfinished";

  private final Path file;
  private final Path temporary;

  // Not a FileChannel, which an interrupted thread would close.
  private final RandomAccessFile out;
  private final float[] squares;
  private int rows;

  /** Begins a file of {@code rows} images. */
  FeatureWriter(Path file, int rows) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    out = new RandomAccessFile(temporary.toFile(), "rw");
    squares = new float[rows];
  }

  /** The file that it becomes. */
  Path file() {
    return file;
  }

  /** How many images it has so far. */
  int rows() {
    return rows;
  }

  /** Adds the features of {@code count} images, one after the other. */
  void append(float[] features, int count) throws IOException {
    int length = features.length / count;
    for (int row = 0; row < count; row++) {
      double sum = 0;
      for (int i = row * length; i < (row + 1) * length; i++) {
        sum += (double) features[i] * features[i];
      }
      squares[rows + row] = (float) sum;
    }
    write(features);
    rows += count;
  }

  private void write(float[] numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    out.write(bytes.array());
  }

  /** Completes the file, and puts it in its place. */
  void finish() throws IOException {
    if (rows != squares.length) {
      throw new IllegalStateException(rows + " of " + squares.length + " images are there");
    }
    write(Arrays.copyOf(squares, rows));
    out.getFD().sync();
    out.close();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives it up, where it is not finished. */
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(temporary);
  }
}
