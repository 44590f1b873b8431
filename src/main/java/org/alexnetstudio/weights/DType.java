package org.alexnetstudio.weights;

/** The number types of tensors, by the names that safetensors gives them. */
public enum DType {
  /** IEEE 754, 64 bits. */
  F64(8),
  /** IEEE 754, 32 bits. */
  F32(4),
  /** IEEE 754, 16 bits. */
  F16(2),
  /** The upper 16 bits of an {@link #F32}. */
  BF16(2),
  /** Signed integer. */
  I64(8),
  /** Signed integer. */
  I32(4),
  /** Signed integer. */
  I16(2),
  /** Signed integer. */
  I8(1),
  /** Unsigned integer. */
  U64(8),
  /** Unsigned integer. */
  U32(4),
  /** Unsigned integer. */
  U16(2),
  /** Unsigned integer. */
  U8(1),
  /** 0 or 1. */
  BOOL(1);

  private final int size;

  DType(int size) {
    this.size = size;
  }

  /** Bytes of one number. */
  public int size() {
    return size;
  }

  /** Whether {@link Tensor#toFloats} applies. */
  public boolean isFloatingPoint() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }
}
