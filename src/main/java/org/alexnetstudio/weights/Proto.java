package org.alexnetstudio.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of protocol buffers that is put together field by field and then written. Tensors in it
 * give their numbers when they are written, so a message may be larger than memory.
 */
final class Proto {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final List<Part> parts = new ArrayList<>();
  private long size;

  /** Bytes of the message whose number is known before they are written. */
  @FunctionalInterface
  private interface Part {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds a whole number, as int32, int64, uint64, bool and enum fields have it. */
  Proto number(int field, long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    varint(bytes, key(field, VARINT));
    varint(bytes, value);
    return add(bytes);
  }

  /** Adds a float. */
  Proto real(int field, float value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    varint(bytes, key(field, FIXED32));
    bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return add(bytes);
  }

  /** Adds a double. */
  Proto real(int field, double value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    varint(bytes, key(field, FIXED64));
    bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    return add(bytes);
  }

  /** Adds a text. */
  Proto text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. */
  Proto bytes(int field, byte[] value) {
    header(field, value.length);
    return add(value.length, out -> out.write(value));
  }

  /** Adds doubles, packed. */
  Proto reals(int field, double[] values) {
    byte[] packed = new byte[values.length * Double.BYTES];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
    return bytes(field, packed);
  }

  /** Adds a message, which must be complete. */
  Proto message(int field, Proto value) {
    header(field, value.size);
    return add(value.size, value::writeTo);
  }

  /** Adds the bytes of a tensor's numbers, little-endian. */
  Proto numbers(int field, TensorSource tensor) {
    header(field, tensor.bytes());
    return add(tensor.bytes(), out -> Safetensors.writeNumbers(out, tensor));
  }

  /** How many bytes it has so far. */
  long size() {
    return size;
  }

  /** Writes all fields in the order in which they were added. */
  void writeTo(OutputStream out) throws IOException {
    for (Part part : parts) {
      part.writeTo(out);
    }
  }

  /** All of a message that is small. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(size));
    try {
      writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private void header(int field, long length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    varint(bytes, key(field, DELIMITED));
    varint(bytes, length);
    add(bytes);
  }

  private Proto add(ByteArrayOutputStream bytes) {
    return add(bytes.size(), bytes::writeTo);
  }

  private Proto add(long bytes, Part part) {
    parts.add(part);
    size += bytes;
    return this;
  }

  private static long key(int field, int wireType) {
    return (long) field << 3 | wireType;
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  private static void varint(ByteArrayOutputStream bytes, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
