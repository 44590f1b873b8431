package org.alexnetstudio.weights;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
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
  private static final int CHUNK_BYTES = 256 * 1024;

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
    // A stream rather than a FileChannel: interrupting the thread would close a channel.
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      write(out, metadata, tensors);
      out.getFD().sync();
    }
  }

  /**
   * Writes the same to a stream, which stays open; nobody waits for a disk.
   *
   * @param metadata free texts for the header
   */
  public static void write(
      OutputStream out, Map<String, String> metadata, List<TensorSource> tensors)
      throws IOException {
    byte[] header = header(metadata, tensors);
    out.write(littleEndian(header.length));
    out.write(header);
    for (TensorSource tensor : tensors) {
      writeNumbers(out, tensor);
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
        json.writeStringField("dtype", tensor.dtype().name());
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

  /** Writes the tensor's bytes, little-endian. */
  static void writeNumbers(OutputStream out, TensorSource tensor) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, tensor.bytes())];
    Buffer numbers = tensor.data().get().duplicate();
    if (numbers.remaining() * (long) tensor.dtype().size() != tensor.bytes()) {
      throw new IllegalArgumentException(
          tensor.name()
              + ": found "
              + numbers.remaining()
              + " numbers, shape has "
              + tensor.bytes() / tensor.dtype().size());
    }
    ByteBuffer target = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    while (numbers.hasRemaining()) {
      int count = Math.min(numbers.remaining(), chunk.length / tensor.dtype().size());
      if (numbers instanceof FloatBuffer floats && tensor.dtype() == DType.F16) {
        for (int i = 0; i < count; i++) {
          target.putShort(i * Short.BYTES, Half.of(floats.get(floats.position() + i)));
        }
      } else if (numbers instanceof FloatBuffer floats) {
        target.asFloatBuffer().put(0, floats, floats.position(), count);
      } else if (numbers instanceof IntBuffer ints) {
        target.asIntBuffer().put(0, ints, ints.position(), count);
      } else {
        target.put(0, (ByteBuffer) numbers, numbers.position(), count);
      }
      numbers.position(numbers.position() + count);
      out.write(chunk, 0, count * tensor.dtype().size());
    }
  }
}
