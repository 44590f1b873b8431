package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.TorchBytes.Zip;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to do harm end in a message, within a second and 256 MB. */
class HostileFilesTest {
  private static final long MOST_BYTES = 256_000_000;
  private static final long MOST_NANOSECONDS = 1_000_000_000;
  private static final long HUGE = Long.MAX_VALUE;

  @TempDir static Path folder;

  /**
   * A file and what must be said of it.
   *
   * @param said a part of the reason
   */
  record Hostile(String name, byte[] content, String said) {
    @Override
    public String toString() {
      return name + ": " + said;
    }
  }

  private static final List<Hostile> FILES = new ArrayList<>();

  private static void file(String name, byte[] content, String said) {
    FILES.add(new Hostile(FILES.size() + "-" + name, content, said));
  }

  /** In the zip form. */
  private static void pickle(byte[] pickle, String said) {
    file("pickle.pth", TorchBytes.zip(pickle), said);
  }

  private static TorchBytes begin() {
    return new TorchBytes().protocol(2);
  }

  private static void view(long storage, long offset, long[] shape, long[] strides, String said) {
    pickle(TorchBytes.dict("FloatStorage", "0", storage, offset, shape, strides), said);
  }

  private static long[] of(long... numbers) {
    return numbers;
  }

  private static byte[] many(int count, int... unit) {
    TorchBytes bytes = begin();
    for (int i = 0; i < count; i++) {
      bytes.op(unit);
    }
    return bytes.op('.').done();
  }

  static List<Hostile> files() {
    FILES.clear();
    calls();
    pickles();
    views();
    zips();
    legacy();
    safetensors();
    FILES.addAll(HostileWeights.files());
    return FILES;
  }

  private static void calls() {
    for (String each :
        List.of(
            "os.system",
            "posix.system",
            "nt.system",
            "builtins.eval",
            "builtins.exec",
            "builtins.getattr",
            "builtins.__import__",
            "__builtin__.eval",
            "subprocess.Popen",
            "torch.hub.load",
            "torch.load",
            "torch.storage._load_from_bytes",
            "torch._utils.os.system",
            "collections.OrderedDict.__init__",
            "numpy.core.multiarray._reconstruct",
            "torch.FloatStorage.from_file",
            "Torch._utils._rebuild_tensor_v2")) {
      int dot = each.lastIndexOf('.');
      String module = each.substring(0, dot);
      String name = each.substring(dot + 1);
      String said = '"' + each + "\", which no state dict needs; it was not run";
      byte[] call = begin().global(module, name).op('(').text("touch x").op('t', 'R', '.').done();
      pickle(call, said);
      file("call-legacy.pt", call, said);
    }
    // The same by other instructions.
    byte[] byStack = new TorchBytes().protocol(4).text("os").text("system").op(0x93, '.').done();
    pickle(byStack, "\"os.system\"");
    pickle(
        begin()
            .op('(')
            .text("ls")
            .op('i')
            .bytes("os\nsystem\n".getBytes(StandardCharsets.US_ASCII))
            .op('.')
            .done(),
        "\"os.system\"");
    pickle(
        begin().global("torch", "FloatStorage").op(')', 0x81, '.').done(),
        "calls torch.FloatStorage");
    pickle(
        begin().global("torch", "FloatStorage").op(')', 'R', '.').done(),
        "calls torch.FloatStorage");
    pickle(begin().op('(').global("torch", "FloatStorage").op('o', '.').done(), "instruction 0x6f");
    pickle(begin().op(0x82, 1, '.').done(), "instruction 0x82");
    pickle(begin().op('}').text("__class__").op('b', '.').done(), "is empty");
    pickle(begin().op(']', '}', 'b', '.').done(), "attributes to something that has none");
    pickle(begin().text("a").op(')', 'R', '.').done(), "not a function");
    pickle(begin().global("m".repeat(100_000), "x").op('.').done(), "name that does not end");
    pickle(new TorchBytes().protocol(4).number(1).number(2).op(0x93, '.').done(), "not a text");
    file(
        "text.pth",
        "cos\nsystem\n(S'ls'\ntR.".getBytes(StandardCharsets.US_ASCII),
        "begins like no file");
  }

  private static void pickles() {
    byte[] sound = TorchBytes.sound();
    for (int end : new int[] {0, 1, 2, 3, 10, 40, 60, sound.length / 2, sound.length - 1}) {
      pickle(Arrays.copyOf(sound, end), "cut short");
    }
    pickle(begin().op('X').little(4, 0xffffffffL).op('.').done(), "cut short");
    pickle(new TorchBytes().protocol(4).op(0x8d).little(8, HUGE).op('.').done(), "cut short");
    pickle(new TorchBytes().protocol(4).op(0x8d).little(8, -1).op('.').done(), "cut short");
    pickle(
        begin().op(0x8b).little(4, 0x7fffffff).op('.').done(), "whole number of 2147483647 bytes");
    pickle(begin().op('X').little(4, 2).op(0xc3, 0x28, '.').done(), "not UTF-8");
    pickle(new TorchBytes().protocol(6).op('N', '.').done(), "protocol 6");
    pickle("(lp0\n.".getBytes(StandardCharsets.US_ASCII), "does not begin with a protocol");
    pickle(begin().op('.').done(), "where there is none");
    pickle(begin().op('N', '.').done(), "not a dictionary");
    pickle(begin().op('}', '.').done(), "is empty");
    pickle(
        begin().op('}').text("lr").number(1).op('s', '.').done(), "no tensors in it, but \"lr\"");
    pickle(begin().op('(', '(', '(', '0', '.').done(), "where there is none");
    pickle(begin().op('t', '.').done(), "never began");
    pickle(begin().op('h', 7, '.').done(), "recalls value 7");
    pickle(begin().op('j').little(4, 0xffffffffL).op('.').done(), "recalls value 4294967295");
    pickle(begin().op('}', 'r').little(4, 0xffffffffL).op('.').done(), "is empty");
    pickle(begin().op('N', 'N', 'a', '.').done(), "not a list");
    pickle(begin().op('N', 'N', 'N', 's', '.').done(), "no dictionary");
    pickle(begin().op('}', '(', 'N', 'u', '.').done(), "no dictionary");
    // A tuple of a tuple of ... twice each: to hash it takes 2^60 steps.
    TorchBytes tuples = begin().op('}', ')');
    for (int i = 0; i < 60; i++) {
      tuples.op('q', 0, 'h', 0, 0x86);
    }
    pickle(tuples.op('N', 's', '.').done(), "neither a text nor a number");
    pickle(begin().op('}', 'q', 0, 'h', 0, 'N', 's', '.').done(), "neither a text nor a number");
    // A dictionary and a list in themselves.
    pickle(begin().op('}', 'q', 0).text("state_dict").op('h', 0, 's', '.').done(), "no tensors");
    pickle(begin().op(']', 'q', 0, 'h', 0, 'a', '.').done(), "not a dictionary");
    pickle(
        begin().op('}').text("a").pair().op('s').text("a").pair().op('s', '.').done(),
        "\"a\" twice");
    pickle(begin().op('}').number(1).pair().op('s', '.').done(), "no name of one");
    pickle(begin().op('}').text("a\u0007\n").pair().op('s', '.').done(), "\"a??\"");
    pickle(begin().op('}').text("ä".repeat(500)).pair().op('s', '.').done(), "no name of one");
    pickle(many(1_500_000, '}'), "instructions");
    pickle(many(1_500_000, ']', 0x94), "instructions");
    pickle(many(1_500_000, '('), "instructions");
    pickle(many(900_000, ')', 0x85, 'q', 0), "instructions");
    pickle(many(5_000_000, 'N', '0'), "10000003 bytes, at most 4000000");
    // Lists in lists in lists.
    TorchBytes deep = begin().op(']');
    for (int i = 0; i < 300_000; i++) {
      deep.op(']');
    }
    for (int i = 0; i < 300_000; i++) {
      deep.op('a');
    }
    pickle(deep.op('.').done(), "not a dictionary");
    pickle(
        begin()
            .op('}')
            .text("a")
            .op('(')
            .text("storage")
            .global("os", "system")
            .op('t', 'Q', 's', '.')
            .done(),
        "\"os.system\"");
    pickle(begin().text("module").op('Q', '.').done(), "not a storage");
    pickle(
        begin().global("collections", "OrderedDict").number(3).op(0x85, 'R', '.').done(),
        "out of something else");
    pickle(
        begin().global("torch._utils", "_rebuild_tensor_v2").op(')', 'R', '.').done(), "arguments");
    pickle(
        begin().global("torch._utils", "_rebuild_parameter").op('N', 0x85, 'R', '.').done(),
        "arguments");
  }

  private static void views() {
    view(2, 0, of(3), of(1), "beyond its storage");
    view(2, 1, of(2), of(1), "beyond its storage");
    view(2, 3, of(0), of(1), "beyond its storage");
    view(2, 0, of(2), of(2), "beyond its storage");
    view(2, 0, of(1L << 40), of(0), "beyond its storage");
    view(2, HUGE, of(2), of(1), "no file has");
    view(2, 0, of(HUGE, HUGE), of(1, 1), "no file has");
    view(2, 0, of(1L << 32, 1L << 32), of(1, 1), "no file has");
    view(2, 0, of(2), of(HUGE), "no file has");
    view(2, 0, of(-2), of(1), "\"-2\" where a whole number");
    view(2, -1, of(2), of(1), "\"-1\" where a whole number");
    view(2, 0, of(2), of(-1), "\"-1\" where a whole number");
    view(-2, 0, of(2), of(1), "\"-2\" where a whole number");
    view(2, 0, of(2), of(1, 1), "1 extents and 2 strides");
    view(2, 0, new long[100], new long[100], "100 extents");
    view(HUGE, 0, of(2), of(1), "8 bytes, 9223372036854775807 numbers");
    view(3, 0, of(2), of(1), "8 bytes, 3 numbers F32 should be there");
    pickle(TorchBytes.dict("DoubleStorage", "0", 2, 0, of(2), of(1)), "8 bytes, 2 numbers F64");
    pickle(
        TorchBytes.dict("ComplexFloatStorage", "0", 2, 0, of(2), of(1)),
        "\"torch.ComplexFloatStorage\"");
    pickle(TorchBytes.dict("FloatStorage", "1", 2, 0, of(2), of(1)), "no entry \"m/data/1\"");
    pickle(TorchBytes.dict("FloatStorage", "../data.pkl", 2, 0, of(2), of(1)), "no name of one");
    pickle(TorchBytes.dict("FloatStorage", "/etc/passwd", 2, 0, of(2), of(1)), "no name of one");
    pickle(TorchBytes.dict("FloatStorage", "", 2, 0, of(2), of(1)), "no name of one");
    pickle(
        begin()
            .op('}')
            .text("a")
            .pair()
            .op('s')
            .text("b")
            .tensor("FloatStorage", "0", 1, 0, of(1), of(1))
            .op('s', '.')
            .done(),
        "in two ways");
  }

  private static void zips() {
    byte[] sound = TorchBytes.sound();
    byte[] data = new byte[8];
    byte[] whole = TorchBytes.zip(sound);
    for (int end : new int[] {3, 4, 30, whole.length / 2, whole.length - 22, whole.length - 1}) {
      file("cut.pth", Arrays.copyOf(whole, end), "");
    }
    file("empty.pth", new byte[0], "it is empty");
    file("no-entries.pth", new Zip().done(), "without a data.pkl");
    file("no-pickle.pth", new Zip().entry("m/data/0", data).done(), "without a data.pkl");
    for (String name :
        List.of("../../etc/cron.d/x", "/etc/passwd", "m\\..\\x", "C:evil", "m/a\nb")) {
      file(
          "path.pth",
          new Zip().entry("m/data.pkl", sound).entry("m/data/0", data).entry(name, data).done(),
          "points outside");
    }
    file(
        "path.pth",
        new Zip().entry("../m/data.pkl", sound).entry("../m/data/0", data).done(),
        "points outside");
    file(
        "twice.pth",
        new Zip().entry("m/data.pkl", sound).entry("m/data/0", data).entry("m/data/0", data).done(),
        "twice");
    file(
        "two.pth",
        new Zip()
            .entry("m/data.pkl", sound)
            .entry("n/data.pkl", sound)
            .entry("m/data/0", data)
            .done(),
        "more than one");
    file(
        "big-endian.pth",
        new Zip()
            .entry("m/data.pkl", sound)
            .entry("m/byteorder", "big".getBytes(StandardCharsets.US_ASCII))
            .entry("m/data/0", data)
            .done(),
        "big-endian");
    byte[] bomb = deflated(200_000_000);
    file(
        "bomb.pth",
        new Zip().entry("m/data.pkl", 8, bomb.length, 200_000_000, bomb).done(),
        "not stored as it is");
    file(
        "bomb.pth",
        new Zip()
            .entry("m/data.pkl", sound)
            .entry("m/data/0", 8, bomb.length, 200_000_000, bomb)
            .done(),
        "not stored as it is");
    file(
        "lie.pth",
        new Zip()
            .entry("m/data.pkl", sound)
            .entry("m/data/0", 0, 2_000_000_000, 2_000_000_000, data)
            .done(),
        "");
    file(
        "lie.pth",
        new Zip()
            .entry("m/data.pkl", 0, sound.length, 4_000_000_000L, sound)
            .entry("m/data/0", data)
            .done(),
        "");
    file("directory.pth", new Zip().entry("m/data.pkl", sound).done(0x7fffffff, 0), "");
    file("directory.pth", new Zip().entry("m/data.pkl", sound).done(46, 0xfffffffeL), "");
    file(
        "directory.pth",
        new Zip().entry("m/data.pkl", sound).entry("m/data/0", data).done(60, 3),
        "");
    file(
        "unicode.pth",
        new Zip().entry("模型/data.pkl", begin().global("ｏs", "system").op('.').done()).done(),
        "\"ｏs.system\"");
  }

  private static void legacy() {
    byte[] sound = TorchBytes.sound();
    byte[] data = new byte[8];
    byte[] whole = TorchBytes.legacy(sound, "0", 2, data);
    for (int end :
        new int[] {2, 14, 15, 20, 60, whole.length / 2, whole.length - 9, whole.length - 1}) {
      file("cut-legacy.pth", Arrays.copyOf(whole, end), "cut short");
    }
    file(
        "magic.pth",
        TorchBytes.legacyStart("1950a86a20f9469cfc6d", 1001, true).bytes(sound).done(),
        "magic number");
    file(
        "version.pth",
        TorchBytes.legacyStart("1950a86a20f9469cfc6c", 1002, true).bytes(sound).done(),
        "version is \"1002\"");
    file(
        "endian.pth",
        TorchBytes.legacyStart("1950a86a20f9469cfc6c", 1001, false).bytes(sound).done(),
        "big-endian");
    file(
        "count.pth",
        TorchBytes.legacy(sound, "0", HUGE, data),
        "9223372036854775807 numbers, 2 should");
    file("count.pth", TorchBytes.legacy(sound, "0", -1, data), "-1 numbers, 2 should");
    byte[] huge = TorchBytes.dict("FloatStorage", "0", HUGE, 0, of(2), of(1));
    file("huge.pth", TorchBytes.legacy(huge, "0", HUGE, data), "reaches beyond");
    byte[] large = TorchBytes.dict("FloatStorage", "0", 1 << 30, 0, of(1 << 29), of(1));
    file("large.pth", TorchBytes.legacy(large, "0", 1 << 30, data), "reaches beyond");
    file("key.pth", TorchBytes.legacy(sound, "1", 2, data), "\"1\" that no tensor uses");
    TorchBytes start = TorchBytes.legacyStart("1950a86a20f9469cfc6c", 1001, true).bytes(sound);
    file("keys.pth", start.protocol(2).op(']', '.').done(), "no storage \"0\"");
    start = TorchBytes.legacyStart("1950a86a20f9469cfc6c", 1001, true).bytes(sound).protocol(2);
    start.op(']').text("0").op('a').text("0").op('a', '.').little(8, 2).bytes(data).little(8, 2);
    file("keys.pth", start.bytes(data).done(), "\"0\" twice");
    file("pickle.pth", many(1_500_000, '}'), "instructions");
  }

  private static void safetensors() {
    tensors(-1, "{}", "not the length of a header");
    tensors(Long.MIN_VALUE, "{}", "not the length of a header");
    tensors(HUGE, "{}", "not the length of a header");
    tensors(90_000_000, "{}", "not the length of a header");
    tensors(3_000_000, "{}", "cut short");
    tensors("{" + "\"a\":[".repeat(100_000), "not well-formed");
    tensors("{\"a\":" + "[".repeat(1_900_000), "not well-formed");
    tensors("{\"a\":[" + "[],".repeat(1_300_000) + "[]]}", "is not known");
    tensors(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[NaN],\"data_offsets\":[0,4]}}", "not well-formed");
    tensors("{\"a\":{\"dtype\":NaN,\"shape\":[1],\"data_offsets\":[0,4]}}", "not well-formed");
    tensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1e999999999],\"data_offsets\":[0,4]}}", "holds");
    tensors(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":["
            + "9".repeat(100_000)
            + "],\"data_offsets\":[0,4]}}",
        "not well-formed");
    tensors(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,4]}}",
        "holds 9223372036854775808");
    tensors(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}",
        "too large");
    tensors(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "not a begin and an end");
    tensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", "holds -4");
    tensors(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,1152921504606846976]}}",
        "but its shape");
    tensors(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1152921504606846976],\"data_offsets\":[0,1152921504606846976]}}",
        "cut short");
    tensors(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "inside the tensor before it");
    tensors(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[8,8]}}",
        "Duplicate");
    tensors(
        "{\"" + "a".repeat(1000) + "\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "no name of a tensor");
    tensors(
        "{\"\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}", "no name of a tensor");
    tensors(
        "{\"a\\u0000\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "no name of a tensor");
    tensors("{\"__metadata__\":{\"a\":{\"b\":1}}}", "not a text");
    file(
        "random.safetensors",
        TorchBytes.zip(begin().global("os", "system").op('.').done()),
        "\"os.system\"");
  }

  private static void tensors(String header, String said) {
    tensors(header.getBytes(StandardCharsets.UTF_8).length, header, said);
  }

  private static void tensors(long length, String header, String said) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    file(
        "header.safetensors",
        new TorchBytes().little(8, length).bytes(text).bytes(new byte[8]).done(),
        said);
  }

  private static byte[] deflated(int zeros) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DeflaterOutputStream out =
          new DeflaterOutputStream(bytes, new java.util.zip.Deflater(9, true))) {
        byte[] block = new byte[1_000_000];
        for (int i = 0; i < zeros / block.length; i++) {
          out.write(block);
        }
      }
      return bytes.toByteArray();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TensorFile open(Path file) throws StudioException {
    String name = file.toString();
    return name.endsWith(".binaryproto") || name.endsWith(".npy")
        ? MeanFile.open(file)
        : TensorFile.open(file);
  }

  private static void readAll(Path file) throws StudioException {
    try (TensorFile open = open(file)) {
      for (String name : open.names()) {
        open.tensor(name);
      }
    }
  }

  /** The first file loads classes, which is not the files' doing. */
  @BeforeAll
  static void theBuildersMakeSoundFiles() throws Exception {
    Path zip = Files.write(folder.resolve("sound.pth"), TorchBytes.zip(TorchBytes.sound()));
    byte[] legacy =
        TorchBytes.legacy(TorchBytes.sound(), "0", 2, new byte[] {0, 0, -128, 63, 0, 0, 0, 0});
    Path old = Files.write(folder.resolve("sound.pt"), legacy);
    try (TensorFile first = TensorFile.open(zip);
        TensorFile second = TensorFile.open(old)) {
      assertArrayEquals(new float[] {0, 0}, first.tensor("a").toFloats());
      assertArrayEquals(new float[] {1, 0}, second.tensor("a").toFloats());
    }
    for (Hostile sound : HostileWeights.sound()) {
      try (TensorFile open = open(Files.write(folder.resolve(sound.name()), sound.content()))) {
        assertEquals(List.of(sound.said()), open.names());
        assertArrayEquals(new float[] {1, 2}, open.tensor(sound.said()).toFloats());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void endsInAMessageSoonAndInLittleMemory(Hostile hostile) throws Exception {
    Path file = Files.write(folder.resolve(hostile.name()), hostile.content());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long memory = threads.getCurrentThreadAllocatedBytes();
    // The time of this thread, for others may be using the machine.
    long start = threads.getCurrentThreadCpuTime();
    StudioException e = assertThrows(StudioException.class, () -> readAll(file));
    long nanoseconds = threads.getCurrentThreadCpuTime() - start;
    long bytes = threads.getCurrentThreadAllocatedBytes() - memory;
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
    assertTrue(e.what().startsWith(file.toString()), e.what());
    assertTrue(e.why().contains(hostile.said()), e.why());
    assertTrue(e.why().length() > 3 && e.why().length() < 1000, e.why());
    assertTrue(e.remedy().endsWith("."), e.remedy());
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    assertTrue(nanoseconds < MOST_NANOSECONDS, nanoseconds / 1_000_000 + " ms");
  }

  @Test
  void thereAreMoreThanFifty() {
    List<Hostile> files = files();
    assertTrue(files.size() > 100, files.size() + " files");
    for (String ending : List.of(".pth", ".pt", ".safetensors", ".caffemodel", ".params")) {
      assertTrue(files.stream().anyMatch(file -> file.name().endsWith(ending)), ending);
    }
  }
}
