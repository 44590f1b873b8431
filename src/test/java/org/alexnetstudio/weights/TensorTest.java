package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Every one of the 65,536, against the definition in IEEE 754. */
  @Test
  void f16() {
    ByteBuffer data = bytes(2 << 16);
    for (int bits = 0; bits < 1 << 16; bits++) {
      data.putShort(2 * bits, (short) bits);
    }
    float[] floats = new Tensor("t", DType.F16, new long[] {256, 256}, data).toFloats();
    for (int bits = 0; bits < 1 << 16; bits++) {
      double sign = bits >= 1 << 15 ? -1 : 1;
      int exponent = bits / 1024 % 32;
      double fraction = bits % 1024 / 1024.0;
      double expected;
      if (exponent == 31) {
        expected = fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
      } else if (exponent == 0) {
        expected = sign * Math.pow(2, -14) * fraction;
      } else {
        expected = sign * Math.pow(2, exponent - 15) * (1 + fraction);
      }
      assertEquals(expected, (double) floats[bits], "bits " + bits);
    }
  }

  @Test
  void bf16() {
    ByteBuffer data = bytes(14);
    for (int bits : new int[] {0x3f80, 0xc000, 0x0000, 0x8000, 0x7f80, 0x4049, 0x0080}) {
      data.putShort((short) bits);
    }
    float[] expected = {1, -2, 0, -0f, Float.POSITIVE_INFINITY, 3.140625f, Float.MIN_NORMAL};
    assertArrayEquals(
        expected, new Tensor("t", DType.BF16, new long[] {7}, data.flip()).toFloats());
  }

  @Test
  void f64IsRoundedAndF32IsKept() {
    ByteBuffer wide = bytes(16).putDouble(0.1).putDouble(-1e300).flip();
    assertArrayEquals(
        new float[] {0.1f, Float.NEGATIVE_INFINITY},
        new Tensor("t", DType.F64, new long[] {2}, wide).toFloats());
    ByteBuffer narrow = bytes(8).putFloat(0.1f).putFloat(-0f).flip();
    assertArrayEquals(
        new float[] {0.1f, -0f}, new Tensor("t", DType.F32, new long[] {2, 1}, narrow).toFloats());
  }

  @Test
  void integersAreNotFloats() {
    Tensor tensor = new Tensor("count", DType.I64, new long[0], bytes(8));
    assertThrows(IllegalStateException.class, tensor::toFloats);
  }

  @Test
  void dataMustFitTheShape() {
    assertThrows(
        IllegalArgumentException.class, () -> new Tensor("t", DType.F32, new long[] {2}, bytes(7)));
  }

  @Test
  void whatIsHandedOutCannotChangeIt() {
    Tensor tensor = new Tensor("t", DType.F32, new long[] {1}, bytes(4));
    tensor.shape()[0] = 5;
    tensor.data().getFloat();
    assertEquals(1, tensor.shape()[0]);
    assertEquals(4, tensor.data().remaining());
  }
}
