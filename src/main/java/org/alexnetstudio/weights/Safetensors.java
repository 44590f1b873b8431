package org.alexnetstudio.weights;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alexnetstudio.StudioException;

/**
 * The safetensors format: a little-endian 64-bit header length, a JSON header that gives each
 * tensor's type, shape and place, then the tensors' bytes without gaps.
 */
public final class Safetensors {
  private static final int CHUNK_FLOATS = 64 * 1024;

  private Safetensors() {}

  /**
   * Writes the tensors in the order given and returns when they are safe on the disk. The file is
   * not complete before that: write to a temporary name and rename.
   *
   * @param metadata free texts for the header
   * @throws IOException when the disk is full, or the file cannot be written
   */
  public static void write(Path file, Map<String, String> metadata, List<TensorSource> tensors)
      throws IOException {
    byte[] header = header(metadata, tensors);
    // A stream rather than a FileChannel: interrupting the thread would close a channel.
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(littleEndian(header.length));
      out.write(header);
      byte[] chunk = new byte[CHUNK_FLOATS * Float.BYTES];
      for (TensorSource tensor : tensors) {
        writeFloats(out, tensor, chunk);
      }
      out.getFD().sync();
    }
  }

  /**
   * Opens a file and checks all of its header; tensors are read when they are asked for.
   *
   * @throws StudioException where the file cannot be read, is cut short, or is not safetensors
   */
  public static SafetensorsFile read(Path file) throws StudioException {
    return SafetensorsFile.open(file);
  }

  private static byte[] header(Map<String, String> metadata, List<TensorSource> tensors)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA));
    try (JsonGenerator json = JsonMapper.builder().build().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        // Sorted, so that equal content makes equal files.
        json.writePOJOField(SafetensorsHeader.METADATA, new TreeMap<>(metadata));
      }
      long offset = 0;
      for (TensorSource tensor : tensors) {
        if (!names.add(tensor.name())) {
          throw new IllegalArgumentException("two tensors named " + tensor.name());
        }
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", DType.F32.name());
        json.writePOJOField("shape", tensor.shape());
        long end = offset + tensor.bytes();
        json.writePOJOField("data_offsets", new long[] {offset, end});
        offset = end;
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    // Spaces bring the data to a multiple of 8 bytes, which a program that maps the file needs.
    int length = bytes.size();
    byte[] padded = Arrays.copyOf(bytes.toByteArray(), (length + 7) / 8 * 8);
    Arrays.fill(padded, length, padded.length, (byte) ' ');
    return padded;
  }

  private static byte[] littleEndian(long number) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(number).array();
  }

  private static void writeFloats(OutputStream out, TensorSource tensor, byte[] chunk)
      throws IOException {
    FloatBuffer floats = tensor.data().get().duplicate();
    if (floats.remaining() * (long) Float.BYTES != tensor.bytes()) {
      throw new IllegalArgumentException(
          tensor.name()
              + ": found "
              + floats.remaining()
              + " floats, shape has "
              + tensor.bytes() / 4);
    }
    FloatBuffer target = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    while (floats.hasRemaining()) {
      int count = Math.min(floats.remaining(), CHUNK_FLOATS);
      target.put(0, floats, floats.position(), count);
      floats.position(floats.position() + count);
      out.write(chunk, 0, count * Float.BYTES);
    }
  }
}
