package org.alexnetstudio.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.alexnetstudio.StudioException;

/**
 * One IDX file of unsigned bytes: magic number, sizes (big-endian), data.
 *
 * @param data the whole file, unpacked
 * @param sizes one number for each dimension
 */
record IdxFile(byte[] data, int[] sizes) {

  /** Where the data begin. */
  int offset() {
    return 4 + 4 * sizes.length;
  }

  /** Reads a file of {@code dimensions} dimensions, plain or gzipped. */
  static IdxFile read(byte[] file, int dimensions, String name) throws StudioException {
    byte[] data = file;
    if (file.length > 2 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file), 1 << 16)) {
        data = in.readAllBytes();
      } catch (EOFException | ZipException broken) {
        throw unusable(name, "the gzip data are broken or cut short");
      } catch (IOException impossible) {
        throw new java.io.UncheckedIOException(impossible);
      }
    }
    int header = 4 + 4 * dimensions;
    int expected = 0x0800 | dimensions;
    if (data.length < header) {
      throw unusable(name, "it has only " + data.length + " bytes, less than its header");
    }
    ByteBuffer buffer = ByteBuffer.wrap(data);
    int magic = buffer.getInt();
    if (magic != expected) {
      throw unusable(
          name,
          String.format(
              Locale.ROOT,
              "its magic number is 0x%08x instead of 0x%08x: it is no IDX file of %s",
              magic,
              expected,
              dimensions == 1 ? "labels" : "images"));
    }
    int[] sizes = new int[dimensions];
    long bytes = header;
    long product = 1;
    for (int d = 0; d < dimensions; d++) {
      sizes[d] = buffer.getInt();
      if (sizes[d] <= 0 || product > Integer.MAX_VALUE / Math.max(1, sizes[d])) {
        throw unusable(name, "its header names impossible sizes, " + Arrays.toString(sizes));
      }
      product *= sizes[d];
    }
    bytes += product;
    if (data.length < bytes) {
      throw unusable(
          name,
          "it is cut short: " + data.length + " bytes of " + bytes + " that its header names");
    }
    return new IdxFile(data, sizes);
  }

  private static StudioException unusable(String name, String why) {
    return StudioException.badInput("Cannot use " + name, why, "Copy or download the file again.");
  }
}
