package org.alexnetstudio.weights;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The operands of a pickle's instructions, none of which reaches beyond the pickle's end. */
final class PickleInput {
  /** PyTorch's magic number has 10 bytes, sizes have at most 9. */
  private static final int LONGEST_INTEGER = 16;

  private static final int LONGEST_GLOBAL = 256;

  private final ByteBuffer bytes;

  PickleInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the next byte lies. */
  int position() {
    return bytes.position();
  }

  int unsignedByte() throws FormatException {
    return take(1).get() & 0xff;
  }

  int unsignedShort() throws FormatException {
    return take(2).getShort() & 0xffff;
  }

  int signedInt() throws FormatException {
    return take(4).getInt();
  }

  long unsignedInt() throws FormatException {
    return signedInt() & 0xffffffffL;
  }

  long signedLong() throws FormatException {
    return take(8).getLong();
  }

  /** A binary float is the one operand in big-endian order. */
  double bigEndianDouble() throws FormatException {
    return take(8).order(ByteOrder.BIG_ENDIAN).getDouble();
  }

  /** A two's complement number of {@code length} bytes: a Long where it fits. */
  Object integer(long length) throws FormatException {
    if (length > LONGEST_INTEGER) {
      throw new FormatException("its pickle has a whole number of " + length + " bytes");
    }
    ByteBuffer littleEndian = take(length);
    byte[] bigEndian = new byte[(int) length + 1];
    // A sign byte first, so that there is at least one.
    for (int i = 0; i < length; i++) {
      bigEndian[(int) length - i] = littleEndian.get(i);
    }
    bigEndian[0] = (byte) (length > 0 && bigEndian[1] < 0 ? -1 : 0);
    BigInteger number = new BigInteger(bigEndian);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  String text(long length) throws FormatException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(take(length)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException("its pickle has a text that is not UTF-8");
    }
  }

  /** The text up to the next line feed, which names a module or something in one. */
  String line() throws FormatException {
    int end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      if (end++ - bytes.position() > LONGEST_GLOBAL) {
        throw new FormatException("its pickle has a module's name that does not end");
      }
    }
    String line = text(end - bytes.position());
    unsignedByte();
    return line;
  }

  private ByteBuffer take(long length) throws FormatException {
    if (length < 0 || length > bytes.remaining()) {
      throw new FormatException(
          "its pickle is cut short: at byte "
              + bytes.position()
              + " of "
              + bytes.limit()
              + " it needs "
              + Long.toUnsignedString(length)
              + " more");
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) length);
    return part;
  }
}
