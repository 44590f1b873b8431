package org.alexnetstudio.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message of protocol buffers, byte by byte, sound or not. */
public final class ProtoBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A whole number. */
  public ProtoBytes number(int field, long value) {
    return varint((long) field << 3).varint(value);
  }

  /** A text. */
  public ProtoBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message within. */
  public ProtoBytes message(int field, ProtoBytes value) {
    return bytes(field, value.done());
  }

  /** Bytes with their length. */
  public ProtoBytes bytes(int field, byte[] value) {
    return span(field, value.length).raw(value);
  }

  /** Key and length of something that may never come. */
  public ProtoBytes span(int field, long length) {
    return varint((long) field << 3 | 2).varint(length);
  }

  /** Floats, one behind the other. */
  public ProtoBytes floats(int field, float... values) {
    ByteBuffer packed = little(values.length * Float.BYTES);
    packed.asFloatBuffer().put(values);
    return bytes(field, packed.array());
  }

  /** Floats, each with a key. */
  public ProtoBytes eachFloat(int field, float... values) {
    for (float value : values) {
      varint((long) field << 3 | 5).raw(little(Float.BYTES).putFloat(value).array());
    }
    return this;
  }

  /** Doubles, one behind the other. */
  public ProtoBytes doubles(int field, float... values) {
    ByteBuffer packed = little(values.length * Double.BYTES);
    for (float value : values) {
      packed.putDouble(value);
    }
    return bytes(field, packed.array());
  }

  /** Seven bits a byte. */
  public ProtoBytes varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      bytes.write((int) (rest & 0x7f | 0x80));
    }
    bytes.write((int) rest);
    return this;
  }

  /** Bytes as they are. */
  public ProtoBytes raw(byte... value) {
    bytes.writeBytes(value);
    return this;
  }

  private static ByteBuffer little(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All of it. */
  public byte[] done() {
    return bytes.toByteArray();
  }
}
