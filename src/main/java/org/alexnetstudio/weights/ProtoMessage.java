package org.alexnetstudio.weights;

import java.io.IOException;

/** A message of protocol buffers in a file, gone through field by field; {@link Proto} writes. */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final FileInput in;
  private final long end;
  private long at;
  private int field;
  private int wireType;
  private long value;
  private long start;

  /** The message that lies from {@code start} to {@code end}, which the file has. */
  ProtoMessage(FileInput in, long start, long end) {
    this.in = in;
    this.at = start;
    this.end = end;
  }

  /** Goes to the next field; false behind the last one. */
  boolean next() throws IOException, FormatException {
    if (at == end) {
      return false;
    }
    in.moveTo(at);
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) (key & 7);
    if (field < 1 || key >>> 32 != 0) {
      throw new FormatException("at byte " + at + " there is no field of a message");
    }
    switch (wireType) {
      case VARINT -> {
        value = varint();
        start = in.position();
        at = start;
      }
      case FIXED32 -> span(Float.BYTES);
      case FIXED64 -> span(Double.BYTES);
      case DELIMITED -> span(varint());
      default -> throw new FormatException("at byte " + at + " there is no field of a message");
    }
    if (at > end) {
      throw beyond();
    }
    return true;
  }

  private void span(long bytes) throws FormatException {
    start = in.position();
    if (bytes < 0 || bytes > end - start) {
      throw beyond();
    }
    at = start + bytes;
  }

  private FormatException beyond() {
    return new FormatException(
        end == in.size()
            ? "it is cut short: only " + end + " bytes are there, field " + field + " needs more"
            : "its field " + field + " at byte " + start + " reaches beyond its message");
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  private long varint() throws IOException, FormatException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int octet = in.octet();
      number |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return number;
      }
    }
    throw new FormatException("at byte " + in.position() + " there is no whole number");
  }

  /** Number of the field. */
  int field() {
    return field;
  }

  /** Whether it is a whole number. */
  boolean isNumber() {
    return wireType == VARINT;
  }

  /** Whether it is a text, a message, or packed numbers. */
  boolean isSpan() {
    return wireType == DELIMITED;
  }

  /** Whether it is 4 or 8 bytes. */
  boolean isFixed() {
    return wireType == FIXED32 || wireType == FIXED64;
  }

  /** The whole number. */
  long number() {
    return value;
  }

  /** First byte of the content. */
  long start() {
    return start;
  }

  /** How many bytes the content has. */
  long bytes() {
    return at - start;
  }

  /** The content as a short text. */
  String text() throws IOException, FormatException {
    in.moveTo(start);
    return in.text(bytes());
  }

  /** The content as a message. */
  ProtoMessage message() {
    return new ProtoMessage(in, start, at);
  }

  /** The content as whole numbers. */
  Packed packed() {
    return new Packed(start, at);
  }

  /** Whole numbers without keys. */
  final class Packed {
    private final long last;
    private long place;

    private Packed(long first, long last) {
      this.place = first;
      this.last = last;
    }

    boolean hasNext() {
      return place < last;
    }

    long next() throws IOException, FormatException {
      in.moveTo(place);
      long number = varint();
      place = in.position();
      if (place > last) {
        throw beyond();
      }
      return number;
    }
  }
}
