package org.alexnetstudio.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alexnetstudio.support.ProtoBytes;
import org.alexnetstudio.weights.HostileFilesTest.Hostile;

/** Files in the forms of Caffe, MXNet, DJL and NumPy that were made to do harm. */
final class HostileWeights {
  private static final long HUGE = Long.MAX_VALUE;
  private static final int V2 = 0xF993FAC9;

  private final List<Hostile> files = new ArrayList<>();

  private HostileWeights() {}

  static List<Hostile> files() {
    HostileWeights all = new HostileWeights();
    all.caffe();
    all.blobs();
    all.mxNet();
    all.djl();
    all.means();
    return all.files;
  }

  /** A sound file of each format, whose one tensor holds 1 and 2. */
  static List<Hostile> sound() {
    return List.of(
        new Hostile("sound.caffemodel", model(layer("a", blob(2, 1, 2))).done(), "a[0]"),
        new Hostile("sound.params", mxNet(1, array(V2, 0, 0, 2), "arg:a").done(), "arg:a"),
        new Hostile("sound-djl.params", djl(parameter("DENSE", "FLOAT32", 8, 2)), "block1.weight"),
        new Hostile("sound.binaryproto", blob(2, 1, 2).done(), "mean"),
        new Hostile("sound.npy", NpyFile.of(new float[] {1, 2}, 2), "mean"));
  }

  private void file(String name, byte[] content, String said) {
    files.add(new Hostile("h" + files.size() + "-" + name, content, said));
  }

  private void caffe(ProtoBytes content, String said) {
    file("net.caffemodel", content.done(), said);
  }

  private void blob(ProtoBytes blob, String said) {
    caffe(model(layer("a", blob)), said);
  }

  private static ProtoBytes model(ProtoBytes... layers) {
    ProtoBytes model = new ProtoBytes().text(1, "net");
    for (ProtoBytes layer : layers) {
      model.message(100, layer);
    }
    return model;
  }

  private static ProtoBytes layer(String name, ProtoBytes... blobs) {
    ProtoBytes layer = new ProtoBytes().text(1, name).text(2, "Scale");
    for (ProtoBytes blob : blobs) {
      layer.message(7, blob);
    }
    return layer;
  }

  private static ProtoBytes blob(long extent, float... numbers) {
    return shaped(extent).floats(5, numbers);
  }

  private static ProtoBytes shaped(long... extents) {
    ProtoBytes packed = new ProtoBytes();
    for (long extent : extents) {
      packed.varint(extent);
    }
    return new ProtoBytes().message(7, new ProtoBytes().bytes(1, packed.done()));
  }

  private static ProtoBytes many(int count, int... unit) {
    ProtoBytes bytes = new ProtoBytes();
    for (int i = 0; i < count; i++) {
      for (int each : unit) {
        bytes.raw((byte) each);
      }
    }
    return bytes;
  }

  private void caffe() {
    byte[] whole = model(layer("a", blob(2, 1, 2))).done();
    for (int end : new int[] {1, 2, 5, 6, 7, 8, 12, 20, whole.length - 8, whole.length - 1}) {
      file("cut.caffemodel", Arrays.copyOf(whole, end), "");
    }
    file("empty.caffemodel", new byte[0], "it is empty");
    file("text.caffemodel", "name: \"AlexNet\"\n".getBytes(StandardCharsets.UTF_8), "");
    caffe(new ProtoBytes().text(1, "net"), "no layers");
    caffe(model(layer("a")), "no tensors");
    caffe(new ProtoBytes().span(100, HUGE), "needs more");
    caffe(new ProtoBytes().span(100, -1), "needs more");
    caffe(new ProtoBytes().span(100, Long.MIN_VALUE), "needs more");
    caffe(new ProtoBytes().span(100, 1L << 31).raw(new byte[100]), "needs more");
    caffe(new ProtoBytes().span(100, 3).text(1, "name"), "beyond its message");
    caffe(model(new ProtoBytes().text(1, "a").span(7, HUGE), layer("b")), "beyond its message");
    caffe(model(new ProtoBytes().text(1, "a").span(7, 4), layer("b")), "beyond its message");
    caffe(many(1_000_000, 0x0b), "no field of a message");
    caffe(many(1_000_000, 0xff), "");
    caffe(many(1_000_000, 0x00), "no field of a message");
    caffe(many(2_000_000, 0x08, 0x01), "no layers");
    ProtoBytes nested = new ProtoBytes().number(1, 1);
    for (int i = 0; i < 1500; i++) {
      nested = new ProtoBytes().message(100, nested);
    }
    caffe(nested, "no tensors");
    ProtoBytes layers = new ProtoBytes();
    for (int i = 0; i < 20_000; i++) {
      layers.message(100, new ProtoBytes());
    }
    caffe(layers, "more than 10000 layers");
    caffe(new ProtoBytes().message(2, new ProtoBytes().message(1, layer("a"))), "form of 2013");
    caffe(model(layer("a", blob(1, 1)), layer("a", blob(1, 1))), "\"a[0]\" twice");
    caffe(model(layer("", blob(1, 1))), "no name of one");
    caffe(model(layer("a\nb", blob(1, 1))), "no name of one");
    caffe(model(layer("a".repeat(1000), blob(1, 1))), "name of 1000 bytes");
    ProtoBytes[] blobs = new ProtoBytes[1000];
    Arrays.fill(blobs, blob(1, 1));
    caffe(model(layer("a", blobs)), "too many tensors");
  }

  private void blobs() {
    blob(blob(3, 1, 2), "2 numbers, where its shape wants 3");
    blob(blob(1, 1, 2), "2 numbers, where its shape wants 1");
    blob(blob(-2, 1, 2), "no file has");
    blob(blob(HUGE, 1, 2), "where its shape wants 9223372036854775807");
    blob(shaped(HUGE, HUGE).floats(5, 1), "no file has");
    blob(shaped(1L << 32, 1L << 32).floats(5, 1), "no file has");
    blob(shaped(0, HUGE), "0 numbers, where its shape wants 0");
    blob(shaped(new long[100]), "more than 32 extents");
    blob(shaped(new long[1_000_000]), "more than 32 extents");
    blob(shaped(), "0 numbers, where its shape wants 1");
    blob(new ProtoBytes().number(1, 2).number(2, -2).floats(5, 1), "no file has");
    blob(new ProtoBytes().number(1, 1L << 40).number(2, 1L << 40).floats(5, 1), "no file has");
    blob(shaped(2).floats(5, 1).floats(5, 2), "one behind the other");
    blob(shaped(2).eachFloat(5, 1).number(3, 1).eachFloat(5, 2), "one behind the other");
    blob(shaped(2).eachFloat(5, 1).floats(5, 2), "one behind the other");
    blob(shaped(2).floats(5, 1).doubles(8, 2), "one behind the other");
    blob(shaped(1).bytes(5, new byte[3]), "one behind the other");
    blob(shaped(1).number(5, 1), "one behind the other");
    blob(shaped(2).eachFloat(5, new float[1_000_000]), "1000000 numbers");
    blob(shaped(1).message(7, new ProtoBytes().number(1, 1L << 50)).floats(5, 1), "shape wants");
  }

  /** Numbers of 4 or 8 bytes, lowest byte first. */
  private static ProtoBytes ints(ProtoBytes to, int... numbers) {
    for (int number : numbers) {
      to.raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }
    return to;
  }

  private static ProtoBytes longs(ProtoBytes to, long... numbers) {
    for (long number : numbers) {
      to.raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
    }
    return to;
  }

  private static byte[] numbers() {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putFloat(1).putFloat(2).array();
  }

  private static byte[] array(int magic, int storage, int type, long... shape) {
    ProtoBytes array = ints(new ProtoBytes(), magic, storage, shape.length);
    return ints(longs(array, shape), 1, 0, type).raw(numbers()).done();
  }

  private static ProtoBytes mxNet(long count, byte[] array, String... names) {
    ProtoBytes file = longs(new ProtoBytes(), 0x112, 0, count).raw(array);
    longs(file, names.length);
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      longs(file, bytes.length).raw(bytes);
    }
    return file;
  }

  private void mxNet(ProtoBytes content, String said) {
    file("net.params", content.done(), said);
  }

  private void mxNet() {
    byte[] sound = array(V2, 0, 0, 2);
    byte[] whole = mxNet(1, sound, "arg:a").done();
    for (int end : new int[] {9, 16, 20, 24, 28, 36, 44, 60, 70, whole.length - 1}) {
      file("cut.params", Arrays.copyOf(whole, end), "cut short");
    }
    file("unknown.params", new byte[100], "begins like no file");
    mxNet(mxNet(HUGE, sound, "a"), "9223372036854775807 arrays");
    mxNet(mxNet(-1, sound, "a"), "18446744073709551615 arrays");
    mxNet(mxNet(1L << 31, sound, "a"), "2147483648 arrays");
    mxNet(mxNet(90_000, sound, "a"), "");
    mxNet(mxNet(0, new byte[0]), "no tensors");
    mxNet(mxNet(1, sound), "1 arrays, but 0 names");
    mxNet(mxNet(1, sound, "a", "b"), "1 arrays, but 2 names");
    mxNet(mxNet(1, sound, ""), "no name of one");
    mxNet(mxNet(1, sound, "a\u0000"), "no name of one");
    mxNet(mxNet(1, sound, "a".repeat(1000)), "name of 1000 bytes");
    byte[] two = new ProtoBytes().raw(sound).raw(sound).done();
    mxNet(mxNet(2, two, "a", "a"), "\"a\" twice");
    ProtoBytes start = longs(new ProtoBytes(), 0x112, 0, 1).raw(sound);
    mxNet(longs(start, 1, HUGE), "9223372036854775807 bytes");
    mxNet(mxNet(1, sound, "a").raw((byte) 0), "arrays end at");
    mxNet(mxNet(1, array(V2, 1, 0, 2), "a"), "row_sparse");
    mxNet(mxNet(1, array(V2, 2, 0, 2), "a"), "csr");
    mxNet(mxNet(1, array(V2, -1, 0, 2), "a"), "type -1");
    mxNet(mxNet(1, array(V2, 0, 99, 2), "a"), "numbers of the type 99");
    mxNet(mxNet(1, array(V2, 0, -1, 2), "a"), "numbers of the type -1");
    mxNet(mxNet(1, array(V2, 0, 0), "a"), "0 extents");
    mxNet(mxNet(1, array(V2, 0, 0, new long[40]), "a"), "40 extents");
    mxNet(mxNet(1, array(V2, 0, 0, -2), "a"), "extent -2");
    mxNet(mxNet(1, array(V2, 0, 0, HUGE), "a"), "no file has");
    mxNet(mxNet(1, array(V2, 0, 0, HUGE, HUGE), "a"), "no file has");
    mxNet(mxNet(1, array(V2, 0, 0, 1L << 32, 1L << 32), "a"), "no file has");
    mxNet(mxNet(1, array(V2, 0, 0, 1 << 30), "a"), "cut short");
    mxNet(mxNet(1, array(V2, 0, 0, 0, HUGE), "a"), "");
    mxNet(mxNet(1, array(0x7fffffff, 0, 0, 2), "a"), "2147483647 extents");
    mxNet(mxNet(1, array(-1, 0, 0, 2), "a"), "-1 extents");
  }

  private static ProtoBytes big(ProtoBytes to, int bytes, long number) {
    for (int i = bytes - 1; i >= 0; i--) {
      to.raw((byte) (number >>> (8 * i)));
    }
    return to;
  }

  private static ProtoBytes utf(ProtoBytes to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return big(to, 2, bytes.length).raw(bytes);
  }

  private static byte[] parameter(String storage, String type, int bytes, long... shape) {
    return parameter("weight", 3, storage, type, '<', bytes, shape);
  }

  private static byte[] parameter(
      String name, int version, String storage, String type, char order, int bytes, long... shape) {
    ProtoBytes to = utf(new ProtoBytes().raw((byte) 0, (byte) 'P', (byte) 1), name);
    big(utf(to, "NDAR"), 4, version).raw((byte) 0);
    big(utf(utf(to, storage), type), 4, shape.length);
    for (long extent : shape) {
      big(to, 8, extent);
    }
    big(to, 4, 0).raw((byte) order);
    return big(to, 4, bytes).raw(numbers()).done();
  }

  private static ProtoBytes head(long version, long inputs, long properties) {
    ProtoBytes head = new ProtoBytes().raw("DJL@".getBytes(StandardCharsets.US_ASCII));
    utf(utf(big(head, 4, version), "net"), "FLOAT32");
    return big(big(head, 4, inputs), 4, properties);
  }

  private static byte[] djl(byte[]... parameters) {
    ProtoBytes file = head(1, 0, 0).raw((byte) 3).raw(new byte[5]);
    for (byte[] parameter : parameters) {
      file.raw(parameter);
    }
    return file.done();
  }

  private void djl(byte[] content, String said) {
    file("djl.params", content, said);
  }

  private void djl() {
    byte[] whole = djl(parameter("DENSE", "FLOAT32", 8, 2));
    for (int end : new int[] {9, 12, 20, 30, 60, whole.length - 20, whole.length - 1}) {
      djl(Arrays.copyOf(whole, end), "");
    }
    djl(head(2, 0, 0).done(), "version is 2");
    djl(head(1, 0xffffffffL, 0).done(), "4294967295 inputs");
    djl(head(1, 0, 0x7fffffff).done(), "2147483647 properties");
    djl(head(1, 500, 0).done(), "cut short");
    djl(djl(new byte[0]), "no tensors");
    djl(djl(new byte[100_000]), "there is no array");
    djl(djl(many(1_000_000, 0, 'P', 1).done()), "there is no array");
    djl(djl(many(1_000_000, 0, 'P', 1, 0, 200).done()), "there is no array");
    djl(djl(parameter("CSR", "FLOAT32", 8, 2)), "stored as \"CSR\"");
    djl(djl(parameter("DENSE", "STRING", 8, 2)), "type \"STRING\"");
    djl(djl(parameter("DENSE", "FLOAT32", 4, 2)), "4 bytes, where its shape wants 8");
    djl(djl(parameter("DENSE", "FLOAT32", 8, -2)), "no file has");
    djl(djl(parameter("DENSE", "FLOAT32", 8, HUGE)), "no file has");
    djl(djl(parameter("DENSE", "FLOAT32", 8, 1L << 32, 1L << 32)), "no file has");
    djl(djl(parameter("DENSE", "FLOAT32", -8, 1L << 30)), "cut short");
    djl(djl(parameter("DENSE", "FLOAT32", 8, new long[100])), "100 extents");
    djl(djl(parameter("weight", 2, "DENSE", "FLOAT32", '<', 8, 2)), "version 2");
    djl(djl(parameter("weight", 3, "DENSE", "FLOAT32", '>', 8, 2)), "big-endian");
    byte[][] arrays = new byte[20_000][];
    Arrays.fill(arrays, parameter("DENSE", "FLOAT32", 8, 2));
    djl(djl(arrays), "more than 10000 arrays");
  }

  private void means() {
    file("empty.binaryproto", new byte[0], "where its shape wants 1");
    file("m.binaryproto", blob(HUGE, 1).done(), "shape wants");
    file("m.binaryproto", new ProtoBytes().span(5, HUGE).done(), "needs more");
    file("m.binaryproto", many(1_000_000, 0x0b).done(), "no field of a message");
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807,), }", "no file");
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "no file");
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "no file");
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,), }", "cut short");
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1 1,), }", "no file has");
    npy("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "C order");
    npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "type \"|O\"");
    npy(
        "{'descr': __import__('os').system('x'), 'fortran_order': False, 'shape': (1,), }",
        "C order");
    npy("{".repeat(9000), "C order");
    byte[] longHeader = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1};
    file("m.npy", longHeader, "4294967295 bytes");
  }

  private void npy(String header, String said) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(10 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file("m.npy", file.putShort((short) text.length).put(text).array(), said);
  }
}
