package org.alexnetstudio.weights;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Pickles and zips byte by byte, sound or not. */
final class TorchBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Bytes by number; letters may stand for opcodes. */
  TorchBytes op(int... bytes) {
    for (int each : bytes) {
      out.write(each);
    }
    return this;
  }

  TorchBytes bytes(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  TorchBytes little(int size, long number) {
    ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number);
    out.write(buffer.array(), 0, size);
    return this;
  }

  /** PROTO. */
  TorchBytes protocol(int version) {
    return op(0x80, version);
  }

  /** GLOBAL. */
  TorchBytes global(String module, String name) {
    return op('c').bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** BINUNICODE. */
  TorchBytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return op('X').little(4, utf8.length).bytes(utf8);
  }

  /** LONG1 of 8 bytes. */
  TorchBytes number(long number) {
    return op(0x8a, 8).little(8, number);
  }

  TorchBytes numbers(long... numbers) {
    op('(');
    for (long number : numbers) {
      number(number);
    }
    return op('t');
  }

  /** A tensor of a storage as PyTorch pickles it. */
  TorchBytes tensor(
      String type, String key, long storage, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").op('(', '(').text("storage");
    global("torch", type).text(key).text("cpu").number(storage).op('t', 'Q').number(offset);
    return numbers(shape).numbers(strides).op(0x89, '}', 't', 'R');
  }

  /** A vector of two floats in storage 0. */
  TorchBytes pair() {
    return tensor("FloatStorage", "0", 2, 0, new long[] {2}, new long[] {1});
  }

  byte[] done() {
    return out.toByteArray();
  }

  /** A state dict of one tensor, as a whole pickle. */
  static byte[] dict(
      String type, String key, long storage, long offset, long[] shape, long[] strides) {
    return new TorchBytes()
        .protocol(2)
        .op('}')
        .text("a")
        .tensor(type, key, storage, offset, shape, strides)
        .op('s', '.')
        .done();
  }

  /** A sound state dict, {"a": two floats in storage 0}. */
  static byte[] sound() {
    return dict("FloatStorage", "0", 2, 0, new long[] {2}, new long[] {1});
  }

  /** The legacy form of a pickle with one storage. */
  static byte[] legacy(byte[] pickle, String key, long count, byte... data) {
    return legacyStart("1950a86a20f9469cfc6c", 1001, true)
        .bytes(pickle)
        .protocol(2)
        .op(']')
        .text(key)
        .op('a', '.')
        .little(8, count)
        .bytes(data)
        .done();
  }

  static TorchBytes legacyStart(String magic, int version, boolean littleEndian) {
    byte[] number = new BigInteger(magic, 16).toByteArray();
    TorchBytes bytes = new TorchBytes().protocol(2).op(0x8a, number.length);
    for (int i = number.length - 1; i >= 0; i--) {
      bytes.op(number[i]);
    }
    bytes.op('.').protocol(2).op('M').little(2, version).op('.').protocol(2).op('}');
    return bytes.text("little_endian").op(littleEndian ? 0x88 : 0x89, 's', '.');
  }

  /** A zip whose fields can lie. */
  static final class Zip {
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    Zip entry(String name, byte... content) {
      return entry(name, 0, content.length, content.length, content);
    }

    /** An entry with a method and sizes of its own. */
    Zip entry(String name, int method, long packed, long size, byte... content) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      CRC32 crc = new CRC32();
      crc.update(content);
      TorchBytes fields =
          new TorchBytes()
              .little(2, 20)
              .little(2, 0x800)
              .little(2, method)
              .little(4, 0)
              .little(4, crc.getValue())
              .little(4, packed)
              .little(4, size)
              .little(2, utf8.length)
              .little(2, 0);
      TorchBytes central =
          new TorchBytes().little(4, 0x02014b50).little(2, 20).bytes(fields.done());
      central.little(2, 0).little(2, 0).little(2, 0).little(4, 0).little(4, entries.size());
      directory.writeBytes(central.bytes(utf8).done());
      entries.writeBytes(new TorchBytes().little(4, 0x04034b50).bytes(fields.done()).done());
      entries.writeBytes(utf8);
      entries.writeBytes(content);
      count++;
      return this;
    }

    byte[] done() {
      return done(directory.size(), entries.size());
    }

    /** With a size and a place of the directory as claimed. */
    byte[] done(long directoryBytes, long directoryPlace) {
      return new TorchBytes()
          .bytes(entries.toByteArray())
          .bytes(directory.toByteArray())
          .little(4, 0x06054b50)
          .little(4, 0)
          .little(2, count)
          .little(2, count)
          .little(4, directoryBytes)
          .little(4, directoryPlace)
          .little(2, 0)
          .done();
    }
  }

  /** A zip of a pickle and a storage 0 of two floats. */
  static byte[] zip(byte[] pickle) {
    return zip(pickle, 8);
  }

  static byte[] zip(byte[] pickle, int storageBytes) {
    return new Zip().entry("m/data.pkl", pickle).entry("m/data/0", new byte[storageBytes]).done();
  }
}
