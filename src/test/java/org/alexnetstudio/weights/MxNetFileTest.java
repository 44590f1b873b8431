package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays in the forms of all of MXNet's versions, held against MXNet's own reader. */
class MxNetFileTest {
  private static final int V1 = 0xF993FAC8;
  private static final int V2 = 0xF993FAC9;
  private static final int V3 = 0xF993FACA;

  private static final float[] NUMBERS = {1, -2, 0.5f, 65504, 0, -0.25f};

  @TempDir Path folder;

  private Path write(Consumer<ByteBuffer> array) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(0x112).putLong(0).putLong(1);
    array.accept(file);
    byte[] name = "arg:conv1_weight".getBytes(StandardCharsets.US_ASCII);
    file.putLong(1).putLong(name.length).put(name);
    byte[] bytes = new byte[file.position()];
    file.get(0, bytes);
    return Files.write(folder.resolve("net-0001.params"), bytes);
  }

  private static void shape(ByteBuffer file, int version) {
    switch (version) {
      case V1 -> file.putInt(V1).putInt(2).putLong(2).putLong(3);
      case V2 -> file.putInt(V2).putInt(0).putInt(2).putLong(2).putLong(3);
      case V3 -> file.putInt(V3).putInt(0).putInt(2).putLong(2).putLong(3);
      default -> file.putInt(2).putInt(2).putInt(3);
    }
  }

  private static void numbers(ByteBuffer file, int type) {
    file.putInt(1).putInt(0).putInt(type);
    for (float number : NUMBERS) {
      switch (type) {
        case 0 -> file.putFloat(number);
        case 1 -> file.putDouble(number);
        case 2 -> file.putShort(half(number));
        default -> throw new IllegalArgumentException();
      }
    }
  }

  /** The bits of numbers that 16 bits hold exactly. */
  private static short half(float number) {
    int bits = Float.floatToRawIntBits(number);
    int exponent = (bits >>> 23 & 0xff) - 127 + 15;
    return (short)
        (bits >>> 16 & 0x8000 | (number == 0 ? 0 : exponent << 10 | bits >>> 13 & 0x3ff));
  }

  @ParameterizedTest
  @CsvSource({"0, F32", "1, F64", "2, F16"})
  void everyVersionAndTypeIsReadAsByMxNet(int type, DType dtype) throws Exception {
    for (int version : new int[] {0, V1, V2, V3}) {
      Path file =
          write(
              buffer -> {
                shape(buffer, version);
                numbers(buffer, type);
              });
      try (TensorFile open = TensorFile.open(file)) {
        assertEquals(List.of("arg:conv1_weight"), open.names());
        assertArrayEquals(new long[] {2, 3}, open.shapes().get("arg:conv1_weight"));
        assertEquals(dtype, open.dtype("arg:conv1_weight"));
        assertArrayEquals(NUMBERS, open.tensor("arg:conv1_weight").toFloats());
      }
      // MXNet reads the third form in a mode only that DJL does not turn on.
      if (version != V3) {
        assertArrayEquals(NUMBERS, byMxNet(file));
      }
    }
  }

  private static float[] byMxNet(Path file) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "MXNet")) {
      NDList list = JnaUtils.loadNdArray((MxNDManager) manager, file, Device.cpu());
      NDArray array = list.singletonOrThrow();
      assertEquals("arg:conv1_weight", array.getName());
      return array.toType(DataType.FLOAT32, true).toFloatArray();
    }
  }

  @Test
  void aNumberWithoutExtentsIsOfTheThirdForm() throws Exception {
    Path file =
        write(
            buffer -> {
              buffer.putInt(V3).putInt(0).putInt(0);
              buffer.putInt(1).putInt(0).putInt(0).putFloat(7);
            });
    try (TensorFile open = TensorFile.open(file)) {
      assertArrayEquals(new float[] {7}, open.tensor("arg:conv1_weight").toFloats());
    }
  }

  @Test
  void whatIsWrittenMxNetReads() throws Exception {
    Path file = folder.resolve("out.params");
    MxNetFile.write(file, List.of(TensorSource.of("arg:conv1_weight", new long[] {3, 2}, NUMBERS)));
    assertArrayEquals(NUMBERS, byMxNet(file));
  }
}
