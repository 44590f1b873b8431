package org.alexnetstudio.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads event files of TensorBoard by the published layout alone: TFRecord frames, event.proto and
 * summary.proto. Everything that does not fit is an error.
 */
public final class EventFileReader {
  private EventFileReader() {}

  /** One record; fields that are absent are 0 or empty. */
  public record Event(
      double seconds, long step, String version, long sessionStatus, List<Value> values) {}

  /**
   * One value of a summary.
   *
   * @param figures min, max, number, sum, sum of squares of a histogram
   */
  public record Value(
      String tag,
      float scalar,
      long width,
      long height,
      byte[] image,
      double[] figures,
      double[] limits,
      double[] counts) {}

  /** A field of a message: a number, or the bytes of anything else. */
  private record Field(int number, int type, long value, ByteBuffer bytes) {
    double real() {
      check(type == 1 || type == 5, "a real number");
      return type == 1 ? bytes.getDouble(0) : bytes.getFloat(0);
    }

    String text() {
      check(type == 2, "a text");
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    double[] reals() {
      check(type == 2 && bytes.remaining() % 8 == 0, "packed doubles");
      double[] reals = new double[bytes.remaining() / 8];
      for (int i = 0; i < reals.length; i++) {
        reals[i] = bytes.getDouble(8 * i);
      }
      return reals;
    }
  }

  /** All records of a whole file. */
  public static List<Event> read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      int start = in.position();
      long length = in.getLong();
      check(in.getInt() == masked(file, start, 8), "checksum of the length");
      check(length >= 0 && length <= in.remaining() - 4, "length");
      int begin = in.position();
      in.position(begin + (int) length);
      check(in.getInt() == masked(file, begin, (int) length), "checksum of the data");
      events.add(event(ByteBuffer.wrap(file, begin, (int) length).slice()));
    }
    return events;
  }

  private static Event event(ByteBuffer message) {
    double seconds = 0;
    long step = 0;
    long status = 0;
    String version = "";
    List<Value> values = new ArrayList<>();
    for (Field field : fields(message)) {
      switch (field.number()) {
        case 1 -> seconds = field.real();
        case 2 -> step = field.value();
        case 3 -> version = field.text();
        case 5 -> fields(field.bytes()).forEach(value -> values.add(value(value.bytes())));
        case 7 -> status = fields(field.bytes()).get(0).value();
        default -> throw new AssertionError("field " + field.number() + " of an event");
      }
    }
    return new Event(seconds, step, version, status, values);
  }

  private static Value value(ByteBuffer message) {
    String tag = "";
    float scalar = 0;
    long[] size = new long[5];
    byte[] image = {};
    double[] figures = new double[5];
    double[] limits = {};
    double[] counts = {};
    for (Field field : fields(message)) {
      switch (field.number()) {
        case 1 -> tag = field.text();
        case 2 -> scalar = (float) field.real();
        case 4 -> {
          for (Field part : fields(field.bytes())) {
            if (part.number() == 4) {
              image = new byte[part.bytes().remaining()];
              part.bytes().get(0, image);
            } else {
              size[part.number()] = part.value();
            }
          }
          check(size[3] == 3, "colours");
        }
        case 5 -> {
          for (Field part : fields(field.bytes())) {
            switch (part.number()) {
              case 6 -> limits = part.reals();
              case 7 -> counts = part.reals();
              default -> figures[part.number() - 1] = part.real();
            }
          }
        }
        default -> throw new AssertionError("field " + field.number() + " of a value");
      }
    }
    return new Value(tag, scalar, size[2], size[1], image, figures, limits, counts);
  }

  private static List<Field> fields(ByteBuffer message) {
    ByteBuffer in = message.duplicate();
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int type = (int) (key & 7);
      long value = type == 0 || type == 2 ? varint(in) : 0;
      int length =
          switch (type) {
            case 0 -> 0;
            case 1 -> 8;
            case 2 -> Math.toIntExact(value);
            case 5 -> 4;
            default -> throw new AssertionError("wire type " + type);
          };
      ByteBuffer bytes = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      in.position(in.position() + length);
      fields.add(new Field((int) (key >>> 3), type, value, bytes));
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** CRC-32C bit by bit, masked as TFRecord has it. */
  private static int masked(byte[] bytes, int begin, int count) {
    int crc = -1;
    for (int i = begin; i < begin + count; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what + " is wrong");
    }
  }
}
