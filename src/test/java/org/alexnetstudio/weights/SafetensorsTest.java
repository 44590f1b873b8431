package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.support.PlainSafetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  /** A file as the format's description has it, byte by byte. */
  private Path file(String header, byte... data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    Path file = folder.resolve("file.safetensors");
    Files.write(file, bytes.array());
    return file;
  }

  private static String refusal(Path file) {
    StudioException e =
        assertThrows(StudioException.class, () -> Safetensors.read(file).close(), file.toString());
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
    assertTrue(e.what().startsWith(file.toString()), e.what());
    return e.why();
  }

  @Test
  void readsWhatAnIndependentWriterMade() throws Exception {
    Path file =
        file(
            "{\"half\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[16,20]},"
                + "\"__metadata__\":{\"format\":\"pt\"},"
                + "\"fc.wéight\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                + "\"n\":{\"shape\":[],\"data_offsets\":[0,8],\"dtype\":\"I64\"},"
                + "\"none\":{\"dtype\":\"U8\",\"shape\":[3,0],\"data_offsets\":[16,16]}}   ",
            new byte[] {
              7,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              (byte) 0x80,
              0x3f,
              0,
              0,
              0,
              (byte) 0xc0,
              0,
              0x3c,
              0,
              0x34
            });
    try (SafetensorsFile open = Safetensors.read(file)) {
      assertEquals(List.of("n", "fc.wéight", "none", "half"), open.names());
      assertEquals(Map.of("format", "pt"), open.metadata());
      assertEquals(7, open.tensor("n").data().getLong());
      assertArrayEquals(new float[] {1, -2}, open.tensor("fc.wéight").toFloats());
      assertArrayEquals(new float[] {1, 0.25f}, open.tensor("half").toFloats());
      assertArrayEquals(new long[] {1, 2}, open.tensor("half").shape());
      assertEquals(0, open.tensor("none").data().remaining());
      StudioException e = assertThrows(StudioException.class, () -> open.tensor("fc9"));
      assertTrue(e.why().contains("fc.wéight"), e.why());
    }
  }

  @Test
  void writesWhatTheFormatAsksFor() throws Exception {
    Path file = folder.resolve("written.safetensors");
    Safetensors.write(
        file,
        Map.of("b", "2", "a", "\"é\""),
        List.of(
            TensorSource.of("z", new long[] {2, 1}, 1, -2), TensorSource.of("y", new long[0], 3)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = (int) bytes.getLong();
    assertEquals(0, headerBytes % 8);
    JsonNode json =
        new ObjectMapper()
            .readTree(new String(bytes.array(), 8, headerBytes, StandardCharsets.UTF_8));
    assertEquals(
        new ObjectMapper()
            .readTree(
                "{'__metadata__':{'a':'\\\"é\\\"','b':'2'},".replace('\'', '"')
                    + ("'z':{'dtype':'F32','shape':[2,1],'data_offsets':[0,8]},"
                            + "'y':{'dtype':'F32','shape':[],'data_offsets':[8,12]}}")
                        .replace('\'', '"')),
        json);
    bytes.position(8 + headerBytes);
    assertEquals(12, bytes.remaining());
    assertEquals(1, bytes.getFloat());
    assertEquals(-2, bytes.getFloat());
    assertEquals(3, bytes.getFloat());
  }

  /** Larger than a chunk, not a multiple of one, every bit pattern, any buffer. */
  @Test
  void roundTripKeepsEveryBit() throws Exception {
    Random random = new Random(1);
    float[] numbers = new float[300_001];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.intBitsToFloat(random.nextInt());
    }
    ByteBuffer direct =
        ByteBuffer.allocateDirect(4 * numbers.length + 4).order(ByteOrder.BIG_ENDIAN);
    FloatBuffer offset = direct.asFloatBuffer().put(0, 99).position(1).put(numbers).position(1);
    Path file = folder.resolve("bits.safetensors");
    long[] shape = {numbers.length};
    Safetensors.write(
        file,
        Map.of(),
        List.of(new TensorSource("a", shape, () -> offset), TensorSource.of("b", shape, numbers)));
    try (SafetensorsFile open = Safetensors.read(file)) {
      for (String name : open.names()) {
        ByteBuffer data = open.tensor(name).data();
        for (float number : numbers) {
          assertEquals(Float.floatToRawIntBits(number), data.getInt());
        }
      }
    }
    assertEquals(1, offset.position(), "the caller's buffer is not moved");
  }

  @Test
  void bytesAndFloatsShareAFile() throws Exception {
    byte[] bytes = new byte[600_001];
    new Random(2).nextBytes(bytes);
    Path file = folder.resolve("bytes.safetensors");
    Safetensors.write(
        file,
        Map.of(),
        List.of(
            TensorSource.ofBytes("grades", new long[] {bytes.length}, bytes),
            TensorSource.of("means", new long[] {2}, 0.5f, -3)));
    PlainSafetensors plain = new PlainSafetensors(file);
    assertArrayEquals(bytes, plain.bytes("grades"));
    assertArrayEquals(new float[] {0.5f, -3}, plain.floats("means"));
    try (SafetensorsFile open = Safetensors.read(file)) {
      assertEquals(DType.U8, open.tensor("grades").dtype());
      assertEquals(ByteBuffer.wrap(bytes), open.tensor("grades").data());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new TensorSource("x", DType.I64, new long[] {1}, () -> ByteBuffer.allocate(8)));
  }

  @Test
  void tensorsGiveTheirNumbersOneByOne() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    TensorSource good =
        new TensorSource(
            "good", new long[] {1}, () -> FloatBuffer.wrap(new float[] {calls.incrementAndGet()}));
    TensorSource wrong = TensorSource.of("wrong", new long[] {3}, 1, 2);
    Path file = folder.resolve("x.safetensors");
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, Map.of(), List.of(good, wrong, good)));
    assertEquals(0, calls.get(), "two of one name are refused before anything is asked for");
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, Map.of(), List.of(good, wrong)));
    assertEquals(1, calls.get());
  }

  @Test
  void anEmptyFileOfTensorsIsAllowed() throws Exception {
    Path file = folder.resolve("empty.safetensors");
    Safetensors.write(file, Map.of(), List.of());
    try (SafetensorsFile open = Safetensors.read(file)) {
      assertEquals(List.of(), open.names());
    }
  }

  @Test
  void cutAnywhereItSaysHowMuchIsThere() throws Exception {
    Path file = folder.resolve("cut.safetensors");
    Safetensors.write(file, Map.of(), List.of(TensorSource.of("a", new long[] {5}, 1, 2, 3, 4, 5)));
    byte[] whole = Files.readAllBytes(file);
    for (int size = 0; size < whole.length; size++) {
      Files.write(file, Arrays.copyOf(whole, size));
      String why = refusal(file);
      assertTrue(why.contains("cut short: " + size + " bytes are there"), why);
      if (size >= whole.length - 20) {
        assertTrue(why.contains(", " + whole.length + " should be"), why);
      }
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertTrue(refusal(file).contains("its tensors end at " + whole.length));
  }

  private static final String A = "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{A,'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | inside the tensor before it",
        "{A,'b':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}} | inside the tensor before it",
        "{A,'b':{'dtype':'F32','shape':[1],'data_offsets':[5,9]}} | after a hole",
        "{'b':{'dtype':'F32','shape':[1],'data_offsets':[1,5]}} | after a hole",
        "{'b':{'dtype':'F31','shape':[1],'data_offsets':[0,4]}} | dtype \"F31\" is not known",
        "{'b':{'dtype':'f32','shape':[1],'data_offsets':[0,4]}} | dtype \"f32\" is not known",
        "{'b':{'shape':[1],'data_offsets':[0,4]}} | dtype \"\" is not known",
        "{'b':3} | is not known",
        "{'b':{'dtype':'F64','shape':[1],'data_offsets':[0,4]}} | has 4 bytes, but its shape and dtype make 8",
        "{'b':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | holds -1",
        "{'b':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} | holds 1.0",
        "{'b':{'dtype':'F32','shape':1,'data_offsets':[0,4]}} | shape is missing, or not a list",
        "{'b':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | not a begin and an end",
        "{'b':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | not a begin and an end",
        "{'b':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}} | holds 99999999999999999999",
        "{'b':{'dtype':'F32','shape':[1099511627776,1099511627776],'data_offsets':[0,4]}} | too large",
        "{'b':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775803,9223372036854775807]}} | holds",
        "{A,A} | Duplicate field 'a'",
        "{A | not well-formed JSON",
        "{A} x | not well-formed JSON",
        "[A] | does not begin with '{'",
        "` {A}` | does not begin with '{'",
        "{'__metadata__':{'n':1},A} | not a text",
        "{'__metadata__':[],A} | not an object",
      })
  void malformedHeadersAreRefused(String header, String why) throws Exception {
    Path file = file(text(header), new byte[4]);
    String found = refusal(file);
    assertTrue(found.contains(why), found);
  }

  private static String text(String header) {
    return header.replace("A", A).replace('\'', '"');
  }

  @Test
  void headersThatAreNotTextAreRefused() throws Exception {
    Path file = file("{}  ");
    byte[] bytes = Files.readAllBytes(file);
    bytes[10] = (byte) 0xff;
    Files.write(file, bytes);
    assertTrue(refusal(file).contains("not UTF-8"));
    Files.write(file, "PK\3\4 this is a zip, or any other file".getBytes(StandardCharsets.UTF_8));
    assertTrue(refusal(file).contains("not the length of a header"));
    Files.delete(file);
    assertTrue(refusal(file).contains("no such file"));
    assertTrue(refusal(folder).contains("not a file"));
  }

  @Test
  void deeplyNestedJsonDoesNotOverflowTheStack() throws Exception {
    assertTrue(refusal(file("{\"a\":" + "[".repeat(1_000_000))).contains("not well-formed JSON"));
  }

  /** The file is sparse: it takes no room. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void filesOfMoreThan2GbWork() throws Exception {
    long gb = 1L << 30;
    Path file =
        file(
            text(
                "{'a':{'dtype':'U8','shape':[G],'data_offsets':[0,G]},".replace("G", "" + gb)
                    + "'b':{'dtype':'F32','shape':[3,G],'data_offsets':[H,I]},"
                        .replace("G", "" + gb / 4)
                        .replace("H", "" + gb)
                        .replace("I", "" + 4 * gb)
                    + "'c':{'dtype':'F32','shape':[1],'data_offsets':[H,I]}}"
                        .replace("H", "" + 4 * gb)
                        .replace("I", "" + (4 * gb + 4))));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      long dataStart = sparse.length();
      sparse.setLength(dataStart + 4 * gb + 4);
      sparse.seek(dataStart + 4 * gb);
      sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3f});
    }
    try (SafetensorsFile open = Safetensors.read(file)) {
      assertArrayEquals(new float[] {1}, open.tensor("c").toFloats());
      StudioException e = assertThrows(StudioException.class, () -> open.tensor("b"));
      assertTrue(e.why().contains("more than the 2 GB"), e.why());
    }
  }

  @Test
  void anInterruptedThreadReadsAndWrites() throws Exception {
    Path file = folder.resolve("interrupted.safetensors");
    Thread.currentThread().interrupt();
    Safetensors.write(file, Map.of(), List.of(TensorSource.of("a", new long[] {1}, 1)));
    try (SafetensorsFile open = Safetensors.read(file)) {
      assertArrayEquals(new float[] {1}, open.tensor("a").toFloats());
    }
    assertTrue(Thread.interrupted());
  }
}
