package org.alexnetstudio.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The event files of TensorBoard: records of the TFRecord format (length, checksum of the length,
 * data, checksum of the data), each an Event of TensorFlow's event.proto with a Summary of
 * summary.proto. Each call writes one record with one write.
 */
public final class TensorBoardFile {
  private static final String VERSION = "brain.Event:2";
  private static final int RGB = 3;
  private static final int SESSION_START = 1;
  private static final int BUCKETS = 30;
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  /**
   * Begins a file.
   *
   * @param out gets all of it; stays open
   * @param seconds since 1970-01-01 UTC
   */
  public TensorBoardFile(OutputStream out, double seconds) throws IOException {
    this.out = out;
    write(new Proto().real(1, seconds).text(3, VERSION));
  }

  /** Says that the steps from this one on will be told again: what was told of them is void. */
  public void restart(double seconds, long step) throws IOException {
    write(event(seconds, step).message(7, new Proto().number(1, SESSION_START)));
  }

  /** Writes a point of each of the named curves. */
  public void scalars(double seconds, long step, Map<String, Double> values) throws IOException {
    Proto summary = new Proto();
    values.forEach(
        (name, value) -> summary.message(1, new Proto().text(1, name).real(2, value.floatValue())));
    write(event(seconds, step).message(5, summary));
  }

  /**
   * Writes a picture.
   *
   * @param png the bytes of a PNG file in colours
   */
  public void image(double seconds, long step, String name, int width, int height, byte[] png)
      throws IOException {
    Proto image = new Proto().number(1, height).number(2, width).number(3, RGB).bytes(4, png);
    summary(seconds, step, new Proto().text(1, name).message(4, image));
  }

  /** Writes how numbers are distributed; those that are not finite do not count. */
  public void histogram(double seconds, long step, String name, float[] values) throws IOException {
    summary(seconds, step, new Proto().text(1, name).message(5, histogram(values)));
  }

  private static Proto histogram(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    Proto histogram = new Proto();
    if (count == 0) {
      return histogram;
    }
    double width = (max - min) / BUCKETS;
    double[] limits = new double[width > 0 ? BUCKETS : 1];
    double[] counts = new double[limits.length];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = i == limits.length - 1 ? max : min + (i + 1) * width;
    }
    for (float value : values) {
      if (Float.isFinite(value)) {
        int bucket = width > 0 ? (int) ((value - min) / width) : 0;
        counts[Math.min(bucket, counts.length - 1)]++;
      }
    }
    return histogram
        .real(1, min)
        .real(2, max)
        .real(3, (double) count)
        .real(4, sum)
        .real(5, squares)
        .reals(6, limits)
        .reals(7, counts);
  }

  private void summary(double seconds, long step, Proto value) throws IOException {
    write(event(seconds, step).message(5, new Proto().message(1, value)));
  }

  private static Proto event(double seconds, long step) {
    return new Proto().real(1, seconds).number(2, step);
  }

  private void write(Proto event) throws IOException {
    byte[] data = event.toBytes();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), Long.BYTES));
    record.put(data).putInt(checksum(data, data.length));
    out.write(record.array());
  }

  /** CRC-32C, turned by 15 bits and moved, as the format has it. */
  private static int checksum(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
