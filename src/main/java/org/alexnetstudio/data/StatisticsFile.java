package org.alexnetstudio.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;

/** Image statistics on disk, one file for each set of training images. */
final class StatisticsFile {
  private static final int MAGIC = 0x53544131;

  private StatisticsFile() {}

  /** The file's path: named by a checksum of the image numbers. */
  static Path of(Path folder, int[] training) {
    ByteBuffer bytes = ByteBuffer.allocate(training.length * Integer.BYTES);
    bytes.asIntBuffer().put(training);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return folder.resolve(
        String.format(Locale.ROOT, "statistics-%d-%08x.bin", training.length, crc.getValue()));
  }

  static ImageStatistics read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("not a file of image statistics");
      }
      int channels = in.readInt();
      int side = in.readInt();
      if (channels < 1 || channels > 3 || side < 1 || side > 4096) {
        throw new IOException("not a file of image statistics");
      }
      return new ImageStatistics(
          channels,
          side,
          floats(in, channels * side * side),
          floats(in, channels),
          floats(in, channels),
          floats(in, channels),
          floats(in, channels * channels));
    }
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  static void write(Path file, ImageStatistics statistics) throws IOException {
    AtomicFile.write(
        file,
        stream -> {
          DataOutputStream out = new DataOutputStream(stream);
          out.writeInt(MAGIC);
          out.writeInt(statistics.channels());
          out.writeInt(statistics.side());
          for (float[] values :
              new float[][] {
                statistics.meanImage(),
                statistics.channelMean(),
                statistics.channelStd(),
                statistics.pcaEigenvalues(),
                statistics.pcaEigenvectors()
              }) {
            for (float value : values) {
              out.writeFloat(value);
            }
          }
          out.close();
        });
  }
}
