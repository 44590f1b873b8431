package org.alexnetstudio.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The file format of one NumPy array, version 1.0: magic, version, length of the header, header,
 * numbers. Written are 32-bit floats, little-endian, in C order.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** The numbers begin at a multiple of so many bytes. */
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /**
   * The whole file.
   *
   * @param values row by row, the last extent running fastest
   * @param shape extents, the slowest first; none for a single number
   * @throws IllegalArgumentException where the extents do not make up the values
   */
  public static byte[] of(float[] values, int... shape) {
    long elements = Shapes.elements(Arrays.stream(shape).asLongStream().toArray());
    if (elements != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not make up " + Arrays.toString(shape));
    }
    byte[] header = header(shape);
    ByteBuffer file =
        ByteBuffer.allocate(
                MAGIC.length + Short.BYTES + header.length + Float.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putShort((short) header.length).put(header);
    file.asFloatBuffer().put(values);
    return file.array();
  }

  /** A literal of Python's, filled up with spaces and a line feed. */
  private static byte[] header(int[] shape) {
    String extents =
        Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String tuple = shape.length == 1 ? extents + "," : extents;
    String literal = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int fixed = MAGIC.length + Short.BYTES;
    int end = fixed + literal.length() + 1;
    int padded = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String header = literal + " ".repeat(padded - end) + "\n";
    return header.getBytes(StandardCharsets.US_ASCII);
  }
}
