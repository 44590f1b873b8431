package org.alexnetstudio.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a safetensors file as another program would, by the format's description alone. */
public final class PlainSafetensors {
  private final JsonNode header;
  private final byte[] file;
  private final int start;

  /** Reads it whole. */
  public PlainSafetensors(Path path) throws IOException {
    file = Files.readAllBytes(path);
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    header = new ObjectMapper().readTree(new String(file, 8, length, StandardCharsets.UTF_8));
    start = 8 + length;
  }

  /** A text of the header. */
  public String text(String key) {
    return header.get("__metadata__").get(key).textValue();
  }

  /** Whether there is a tensor of that name. */
  public boolean has(String name) {
    return header.has(name);
  }

  /** A tensor's shape. */
  public int[] shape(String name) throws IOException {
    return new ObjectMapper().convertValue(header.get(name).get("shape"), int[].class);
  }

  /** A tensor of unsigned bytes. */
  public byte[] bytes(String name) throws IOException {
    return data(name, "U8");
  }

  /** A tensor of 32-bit floats. */
  public float[] floats(String name) throws IOException {
    byte[] bytes = data(name, "F32");
    float[] floats = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private byte[] data(String name, String dtype) throws IOException {
    JsonNode tensor = header.get(name);
    if (tensor == null || !tensor.get("dtype").textValue().equals(dtype)) {
      throw new IOException(name + " is no " + dtype + ": " + tensor);
    }
    JsonNode place = tensor.get("data_offsets");
    return Arrays.copyOfRange(
        file, start + place.get(0).intValue(), start + place.get(1).intValue());
  }
}
