package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data file of a pack, mapped into memory in slices of whole images. */
final class PackedPixels {
  private static final long SLICE_BYTES = 1L << 30;

  private final ByteBuffer[] slices;
  private final int imagesPerSlice;
  private final int imageBytes;

  private PackedPixels(ByteBuffer[] slices, int imagesPerSlice, int imageBytes) {
    this.slices = slices;
    this.imagesPerSlice = imagesPerSlice;
    this.imageBytes = imageBytes;
  }

  /** Maps {@code images} images; the mapping outlives the open file. */
  static PackedPixels map(Path file, int images, int imageBytes, long sliceBytes)
      throws IOException {
    int perSlice = (int) Math.max(1, sliceBytes / imageBytes);
    ByteBuffer[] slices = new ByteBuffer[(images + perSlice - 1) / perSlice];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int i = 0; i < slices.length; i++) {
        int count = Math.min(perSlice, images - i * perSlice);
        slices[i] =
            channel.map(
                FileChannel.MapMode.READ_ONLY,
                (long) i * perSlice * imageBytes,
                (long) count * imageBytes);
      }
    }
    return new PackedPixels(slices, perSlice, imageBytes);
  }

  static PackedPixels map(Path file, int images, int imageBytes) throws IOException {
    return map(file, images, imageBytes, SLICE_BYTES);
  }

  void read(int image, byte[] target) {
    int at = image % imagesPerSlice * imageBytes;
    slices[image / imagesPerSlice].get(at, target, 0, imageBytes);
  }
}
