package org.alexnetstudio.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.PlacedTensors.Content;
import org.alexnetstudio.weights.PlacedTensors.Place;

/**
 * The file format of one NumPy array, version 1.0: magic, version, length of the header, header,
 * numbers. Written are 32-bit floats, little-endian, in C order; later versions of the format are
 * read too.
 */
public final class NpyFile {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\),? *\\} *\n?");

  private static final int LONGEST_HEADER = 10_000;

  private static final Map<String, DType> TYPES =
      Map.of("<f4", DType.F32, "<f8", DType.F64, "<f2", DType.F16, "|u1", DType.U8);

  /** So many bytes of it stand before the version. */
  private static final int NAME = 6;

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

  static boolean startsLike(byte[] start) {
    return start.length > NAME && Arrays.equals(start, 0, NAME, MAGIC, 0, NAME);
  }

  /** Opens a file as one tensor of a name. */
  static TensorFile open(Path path, String name) throws StudioException {
    return PlacedTensors.open(
        path, "an array of NumPy's", in -> new Content(Map.of(name, place(in)), List.of(), false));
  }

  private static Place place(FileInput in) throws IOException, FormatException {
    in.skip(NAME);
    int version = in.octet();
    in.skip(1);
    long bytes = in.little(version == 1 ? Short.BYTES : Integer.BYTES);
    if (bytes > LONGEST_HEADER) {
      throw new FormatException("its header has " + bytes + " bytes");
    }
    byte[] text = new byte[(int) bytes];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) in.octet();
    }
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (!header.matches()) {
      throw new FormatException("its header is not one of a plain array in C order");
    }
    DType dtype = TYPES.get(header.group(1));
    if (dtype == null) {
      throw new FormatException("its numbers are of the type " + Names.quoted(header.group(1)));
    }
    try {
      long[] shape =
          Arrays.stream(header.group(2).split(","))
              .map(String::strip)
              .filter(extent -> !extent.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
      return Place.of(dtype, shape, in);
    } catch (NumberFormatException e) {
      throw new FormatException("its shape is one that no file has");
    }
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
