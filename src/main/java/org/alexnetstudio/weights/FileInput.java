package org.alexnetstudio.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file that is read from place to place; what lies beyond its end is refused. */
final class FileInput implements Closeable {
  private static final int WINDOW = 1 << 16;

  private final RandomAccessFile file;
  private final long size;
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int windowBytes;
  private long position;

  FileInput(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    size = file.length();
  }

  long size() {
    return size;
  }

  long position() {
    return position;
  }

  /** Goes on reading at another place. */
  void moveTo(long place) {
    position = place;
  }

  /** Leaves bytes out. */
  void skip(long bytes) throws FormatException {
    if (bytes < 0 || bytes > size - position) {
      throw cutShort();
    }
    position += bytes;
  }

  /** The next byte, 0 to 255. */
  int octet() throws IOException, FormatException {
    if (position < windowStart || position >= windowStart + windowBytes) {
      if (position >= size) {
        throw cutShort();
      }
      file.seek(position);
      windowStart = position;
      windowBytes = 0;
      int bytes = (int) Math.min(WINDOW, size - position);
      file.readFully(window, 0, bytes);
      windowBytes = bytes;
    }
    return window[(int) (position++ - windowStart)] & 0xff;
  }

  /** The next bytes as a whole number, the lowest first. */
  long little(int bytes) throws IOException, FormatException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) octet() << (Byte.SIZE * i);
    }
    return value;
  }

  /** The next bytes as a whole number, the highest first. */
  long big(int bytes) throws IOException, FormatException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | octet();
    }
    return value;
  }

  /** A text of so many bytes, which must be short. */
  String text(long bytes) throws IOException, FormatException {
    if (bytes < 0 || bytes > Names.LONGEST) {
      throw new FormatException(
          "it has a name of " + Long.toUnsignedString(bytes) + " bytes, which is no name");
    }
    byte[] text = new byte[(int) bytes];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) octet();
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private FormatException cutShort() {
    return new FormatException("it is cut short: only " + size + " bytes are there");
  }

  /** Bytes from a place on, in pieces, as each read passes through a native buffer of its size. */
  synchronized byte[] bytes(long place, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(place);
    for (int at = 0; at < count; at += TorchStorages.CHUNK) {
      file.readFully(bytes, at, Math.min(TorchStorages.CHUNK, count - at));
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
