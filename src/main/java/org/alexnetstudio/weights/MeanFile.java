package org.alexnetstudio.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * The mean of a training set's images as Caffe keeps it: a {@code .binaryproto}, or a {@code .npy}.
 */
public final class MeanFile {
  /** The name of the one tensor. */
  public static final String MEAN = "mean";

  private MeanFile() {}

  /**
   * Opens a mean: (channels, height, width), with one extent more of 1 before these in some files,
   * or (channels), blue first, in 0..255.
   *
   * @throws StudioException where the file can't be read, is none, or is damaged
   */
  public static TensorFile open(Path file) throws StudioException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(Long.BYTES);
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " can't be used as a mean image",
          IoReason.of(e),
          "Name a .binaryproto or .npy file.",
          e);
    }
    return NpyFile.startsLike(start) ? NpyFile.open(file, MEAN) : CaffeFile.openBlob(file, MEAN);
  }
}
