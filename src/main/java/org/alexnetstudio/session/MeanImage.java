package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.MeanFile;
import org.alexnetstudio.weights.TensorFile;

/** The mean image of a training set, out of a file of Caffe's. */
final class MeanImage {
  private MeanImage() {}

  /** The mean images that lie in the folder of a file: binaryprotos, else NumPy's. */
  static List<Path> beside(Path weights) {
    Path folder = weights.toAbsolutePath().getParent();
    if (folder == null) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
    List<Path> protos = files.stream().filter(file -> name(file).endsWith(".binaryproto")).toList();
    return protos.isEmpty()
        ? files.stream().filter(file -> name(file).matches(".*mean.*\\.npy")).toList()
        : protos;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a mean.
   *
   * @param side height and width of the images that it is subtracted from
   * @param notes told where it is of another size
   * @return red first, in 0..255: (3, side, side), or one number for each channel
   */
  static float[] read(Path file, int side, List<String> notes) throws StudioException {
    try (TensorFile open = MeanFile.open(file)) {
      long[] shape = Objects.requireNonNull(open.shapes().get(MeanFile.MEAN));
      long[] extents = shape.length == 4 && shape[0] == 1 ? Arrays.copyOfRange(shape, 1, 4) : shape;
      if ((extents.length != 1 && extents.length != 3) || extents[0] != 3) {
        throw StudioException.badInput(
            file + " can't be used as a mean image",
            "its shape is " + Arrays.toString(shape) + ", where (3, height, width) should be",
            "Name the mean image that came with the weights.");
      }
      float[] mean = redFirst(FiniteTensor.read(open, MeanFile.MEAN));
      if (mean.length == 3 || (extents[1] == side && extents[2] == side)) {
        return mean;
      }
      notes.add(
          "The mean image has "
              + extents[1]
              + " x "
              + extents[2]
              + " pixels, where images of "
              + side
              + " pixels are seen; its mean colour is subtracted.");
      return channelMeans(mean);
    }
  }

  private static float[] redFirst(FloatBuffer blueFirst) {
    int plane = blueFirst.limit() / 3;
    float[] mean = new float[blueFirst.limit()];
    for (int c = 0; c < 3; c++) {
      blueFirst.get((2 - c) * plane, mean, c * plane, plane);
    }
    return mean;
  }

  private static float[] channelMeans(float[] mean) {
    int plane = mean.length / 3;
    float[] means = new float[3];
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int i = 0; i < plane; i++) {
        sum += mean[c * plane + i];
      }
      means[c] = (float) (sum / plane);
    }
    return means;
  }
}
