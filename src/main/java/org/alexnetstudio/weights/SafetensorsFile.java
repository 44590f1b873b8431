package org.alexnetstudio.weights;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.SafetensorsHeader.Entry;
import org.alexnetstudio.weights.SafetensorsHeader.MalformedHeader;

/** An open safetensors file, whose tensors are read one by one; safe for several threads. */
public final class SafetensorsFile implements TensorFile {
  /** A hundred bytes a tensor are usual; as a tree in memory it takes up to twenty times that. */
  private static final long MAX_HEADER = 4_000_000;

  private static final int CHUNK = 1 << 20;

  private final Path path;
  // Read rather than mapped: on Windows a mapped file can neither be renamed nor deleted. And not
  // by
  // a FileChannel, which an interrupted thread would close.
  private final RandomAccessFile file;
  private final SafetensorsHeader header;
  private final long dataStart;

  private SafetensorsFile(
      Path path, RandomAccessFile file, SafetensorsHeader header, long dataStart) {
    this.path = path;
    this.file = file;
    this.header = header;
    this.dataStart = dataStart;
  }

  static SafetensorsFile open(Path path) throws StudioException {
    if (!Files.isRegularFile(path)) {
      throw StudioException.badInput(
          path.toString(),
          Files.exists(path) ? "it is not a file" : "there is no such file",
          "Name a .safetensors file.");
    }
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      try {
        return open(path, file);
      } catch (Throwable e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static SafetensorsFile open(Path path, RandomAccessFile file)
      throws IOException, StudioException {
    long size = file.length();
    if (size < Long.BYTES) {
      throw cutShort(path, size, "at least " + (Long.BYTES + 2));
    }
    byte[] prefix = new byte[Long.BYTES];
    file.readFully(prefix);
    long headerBytes = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerBytes < 2 || headerBytes > MAX_HEADER) {
      throw malformed(path, "its first 8 bytes are not the length of a header");
    }
    long dataStart = Long.BYTES + headerBytes;
    if (size < dataStart) {
      throw cutShort(path, size, "at least " + dataStart);
    }
    byte[] bytes = new byte[(int) headerBytes];
    file.readFully(bytes);
    SafetensorsHeader header;
    try {
      header = SafetensorsHeader.parse(bytes);
    } catch (MalformedHeader e) {
      throw malformed(path, String.valueOf(e.getMessage()));
    }
    long due = dataStart + header.dataBytes();
    if (size < due) {
      throw cutShort(path, size, Long.toString(due));
    }
    if (size > due) {
      throw malformed(path, "it has " + size + " bytes, but its tensors end at " + due);
    }
    return new SafetensorsFile(path, file, header, dataStart);
  }

  @Override
  public List<String> names() {
    return List.copyOf(header.tensors().keySet());
  }

  @Override
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    header.tensors().forEach((name, entry) -> shapes.put(name, entry.shape().clone()));
    return shapes;
  }

  /** The header's free texts. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  @Override
  public DType dtype(String name) {
    Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw new IllegalArgumentException("there is no tensor " + name);
    }
    return entry.dtype();
  }

  @Override
  public Tensor tensor(String name) throws StudioException {
    Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw TensorFile.noSuchTensor(path, name, names());
    }
    long bytes = entry.end() - entry.begin();
    if (bytes > MOST_BYTES) {
      throw TensorFile.tooLarge(path, name, (double) bytes);
    }
    try {
      byte[] data = readBytes(dataStart + entry.begin(), (int) bytes);
      ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      return new Tensor(name, entry.dtype(), entry.shape(), buffer);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private synchronized byte[] readBytes(long position, int count) throws IOException {
    byte[] data = new byte[count];
    file.seek(position);
    // In pieces, as each read passes through a native buffer of its own size.
    for (int at = 0; at < count; at += CHUNK) {
      file.readFully(data, at, Math.min(CHUNK, count - at));
    }
    return data;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written that could be lost.
    }
  }

  private static StudioException cutShort(Path path, long size, String due) {
    return StudioException.badInput(
        path.toString(),
        "it is cut short: " + size + " bytes are there, " + due + " should be",
        "Copy or download the file again.");
  }

  private static StudioException malformed(Path path, String why) {
    return StudioException.badInput(
        path + " is not a safetensors file", why, "Copy or download the file again.");
  }

  private static StudioException unreadable(Path path, IOException e) {
    return StudioException.failed(
        path + " cannot be read",
        String.valueOf(e.getMessage()),
        "Check the file and its disk.",
        e);
  }
}
