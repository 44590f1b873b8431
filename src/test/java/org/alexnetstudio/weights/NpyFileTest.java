package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays as NumPy 2.4.6 writes them by {@code numpy.lib.format.write_array}, version 1.0. */
class NpyFileTest {
  /** Length of the header, 0x76, of arrays of few dimensions; with what precedes it 128 bytes. */
  private static byte[] numpy(String shape, String numbers) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    String padded = header + " ".repeat(0x76 - 1 - header.length()) + "\n";
    String hex =
        "934e554d5059"
            + "0100"
            + "7600"
            + HexFormat.of().formatHex(padded.getBytes(StandardCharsets.US_ASCII))
            + numbers;
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void theBytesAreThoseOfNumPy() {
    assertArrayEquals(
        numpy(
            "(2, 3)", "0000c03f" + "000000c0" + "0000803e" + "57ef0033" + "0000807f" + "00000000"),
        NpyFile.of(new float[] {1.5f, -2, 0.25f, 3.002e-8f, Float.POSITIVE_INFINITY, 0}, 2, 3));
    assertArrayEquals(
        numpy("(3,)", "0000803f" + "00000040" + "00004040"), NpyFile.of(new float[] {1, 2, 3}, 3));
    assertArrayEquals(numpy("()", "0000f040"), NpyFile.of(new float[] {7.5f}));
  }

  @Test
  void theNumbersBeginAtAMultipleOf64Bytes() {
    for (int[] shape :
        new int[][] {{1}, {1, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}) {
      assertEquals(0, (NpyFile.of(new float[1], shape).length - Float.BYTES) % 64);
    }
  }

  @Test
  void extentsMakeUpTheValues() {
    assertThrows(IllegalArgumentException.class, () -> NpyFile.of(new float[5], 2, 3));
  }

  /** As NumPy writes doubles, and as it wrote headers before they were padded to 64 bytes. */
  @Test
  void arraysAreReadBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.npy");
    Files.write(file, NpyFile.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    try (TensorFile open = MeanFile.open(file)) {
      assertArrayEquals(new long[] {3, 2}, open.shapes().get("mean"));
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, open.tensor("mean").toFloats());
    }
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }          \n";
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + header.length() + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(HexFormat.of().parseHex("934e554d50590200")).putInt(header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII)).putDouble(0.5).putDouble(-2);
    Files.write(file, bytes.array());
    try (TensorFile open = MeanFile.open(file)) {
      assertArrayEquals(new float[] {0.5f, -2}, open.tensor("mean").toFloats());
    }
  }
}
